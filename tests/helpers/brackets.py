"""What a text under the pseudo-locale, which wraps every message in brackets, has outside of them."""


def without_brackets(text: str) -> str:
    """Return what stands outside of all brackets; one that is never closed, or never opened, is an error."""
    deep, kept = 0, []
    for letter in text:
        deep += (letter == "[") - (letter == "]")
        assert deep >= 0, f"a bracket is closed that was never opened: {text}"
        kept += [letter] if deep == 0 and letter != "]" else []
    assert deep == 0, f"a bracket is never closed: {text}"
    return "".join(kept)
