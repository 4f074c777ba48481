"""The law of who may claim: the eligibility decision, person by person and party by party."""
