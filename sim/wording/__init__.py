"""What is said, in the language that is spoken: sentences from catalogues, numbers, dates and lists as it writes them.

The English of a message stands where it is said, and is its key; a catalogue, `catalogues/<language>.po`, has it in
another language. What is missing there is said in English. A language that is added is a file that is added.

    from sim.wording import counted, say, speaking

    say("Space is ordered {when}.", when=when)          # a whole sentence, with what goes into it by name
    counted("{n} run", "{n} runs", 1200)                # "1,200 runs": one or many, by the number as it is shown
    say_in("of space", "open")                          # one English word that has several elsewhere
    with speaking("fr"): ...                            # all that is said inside is said in French

translations  the file of a language, read once
spoken        the language that is spoken; `say`, `say_in`, `counted`; the pseudo-locale of the tests
quantity      numbers, shares, money, hours, lists
calendar_said dates and months
collected     every message of the program, as the template that a translator begins with
"""

from sim.wording.spoken import PSEUDO, counted, language, say, say_in, speaking

__all__ = ["PSEUDO", "counted", "language", "say", "say_in", "speaking"]
