"""The record of a study by STRESS-DES, `stress-des.md`: what another analyst needs to judge it and do it again.

Monks, Currie, Onggo, Robinson, Kunc and Taylor (2019), Strengthening the reporting of empirical simulation studies:
introducing the STRESS guidelines, Journal of Simulation 13:1. It has six sections and twenty items; each is filled from
the scenario and the run, and what the program cannot know stays open by name.

    item         what an item is, and how a record is written
    objectives   section 1, and what was varied
    model_logic  section 2
    study_data   section 3
    conduct      sections 4 to 6
    recorded     the study of each command
"""
