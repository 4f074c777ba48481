"""From counts to a scenario: published counts as read, what they determine of a stream, and what they leave open."""
