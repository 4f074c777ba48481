"""What is said, in the language that is spoken: sentences from catalogues, numbers, dates and lists as it writes them.

The English of a message stands where it is said, and is its key; a catalogue, `catalogues/<language>.po`, has it in
another language. What is missing there is said in English. A language that is added is a file that is added.

    from sim.wording import counted, say, speaking

    say("Space is ordered {when}.", when=when)          # a whole sentence, with what goes into it by name
    counted("{n} run", "{n} runs", 1200)                # "1,200 runs": one or many, by the number as it is shown
    say_in("of space", "open")                          # one English word that has several elsewhere
    MOST = noted("at most {most}", most="500")          # declared in a module, before it is known who reads it
    said(MOST)                                          # and said
    with speaking("fr"): ...                            # all that is said inside is said in French

po_file       reads a catalogue
translations  the file of a language, read once
spoken        the language that is spoken; `say`, `say_in`, `counted`, `noted`; the pseudo-locale of the tests
chosen        which language is spoken: as asked, or as the system says
quantity      numbers, shares, money, hours, lists
calendar_said dates and months
collected     every message of the program, as the template that a translator begins with
named         names that a scenario gives, as its labels have them
kept          a catalogue in the one form in which it is kept
"""

from sim.wording.spoken import PSEUDO, Noted, counted, language, noted, said, say, say_in, speaking
from sim.wording.translations import ENGLISH

__all__ = ["ENGLISH", "PSEUDO", "Noted", "counted", "language", "noted", "said", "say", "say_in", "speaking"]
