"""Who comes, and all chance of a run, drawn before the clock starts.

sampler      Sampler(scenario).sample(replication): the whole, step by step
sample       what comes out of it: plain arrays

decisions    a stream of chance for each decision, named by its path
chance       counter-based uniforms, and the compiled loops that draw as they go

inputs       what is drawn for uncertain values
demand       claimants by day, by the level     shape        what surges do to them, in expectation
surges       what surges do in one replication  regimes      what regimes do in it
level        surges and regimes together        residual     the spell of a regime that is under way
bands        claimants by day over all replications
arrivals     when parties come
replay       parties from a list                parties      how many, how old, from where
screening    how eligibility is decided         eligible     which parties a `who` means
route        journeys as tables                 journeys     the visits of each party
durations    how long a visit takes             absences     officers on duty, and lead times

population   all kinds of parties with their chances, counted out
needs        officer-hours that a claimant needs
overload     where they exceed the roster; `meals`: where breaks leave nobody
"""
