"""Small files of counts, a kind of layout each, and what stands in them: (first day, last day, persons[, stream])."""

from typing import Any

Right = list[tuple[Any, ...]]
APRIL = ("2025-04-01", "2025-04-30", 2733)
MARCH = ("2025-03-01", "2025-03-31", 1356)
MONTHS: Right = [MARCH, APRIL]
FILES: dict[str, tuple[str, Right]] = {
    "months": ("month,claims\n2025-03,1356\n2025-04,2733\n", MONTHS),
    "months in English": ("Month,Claims\nMarch 2025,1356\nApr 2025,2733\n", MONTHS),
    "months in French": ("Mois;Demandes\nmars 2025;1 356\navr. 2025;2 733\n", MONTHS),
    "months by their first day": ("date,claims\n2025-03-01,1356\n2025-04-01,2733\n", MONTHS),
    "months without names of columns": ("2025-03,1356\n2025-04,2733\n", MONTHS),
    "months across": (
        "Office,Jan 2025,Feb 2025,Total\nLacolle,560,755,1315\nStanstead,40,51,91\nTotal,600,806,1406\n",
        [
            ("2025-01-01", "2025-01-31", 560, "Lacolle"),
            ("2025-01-01", "2025-01-31", 40, "Stanstead"),
            ("2025-02-01", "2025-02-28", 755, "Lacolle"),
            ("2025-02-01", "2025-02-28", 51, "Stanstead"),
        ],
    ),
    "months across, years down": (
        "Year,Jan,Feb,Mar\n2024,818,859,822\n2025,560,755,1356\n",
        [
            ("2024-01-01", "2024-01-31", 818),
            ("2024-02-01", "2024-02-29", 859),
            ("2024-03-01", "2024-03-31", 822),
            ("2025-01-01", "2025-01-31", 560),
            ("2025-02-01", "2025-02-28", 755),
            MARCH,
        ],
    ),
    "years across, months down": (
        "Mois,2024,2025\nJanvier,818,560\nFévrier,859,755\nTotal,1677,1315\n",
        [
            ("2024-01-01", "2024-01-31", 818),
            ("2024-02-01", "2024-02-29", 859),
            ("2025-01-01", "2025-01-31", 560),
            ("2025-02-01", "2025-02-28", 755),
        ],
    ),
    # as encounters are published: the first month across names the fiscal year's
    "encounters by fiscal year": (
        "Encounters by month,,,,\nFiscal Year,OCT,NOV,DEC,JAN\n2025,210,198,187,150\n2026 (FYTD),121,118,,\n"
        "Source: made for a test,,,,\n",
        [
            ("2024-10-01", "2024-10-31", 210),
            ("2024-11-01", "2024-11-30", 198),
            ("2024-12-01", "2024-12-31", 187),
            ("2025-01-01", "2025-01-31", 150),
            ("2025-10-01", "2025-10-31", 121),
            ("2025-11-01", "2025-11-30", 118),
        ],
    ),
    "weeks": ("week,claims\n2025-W14,557\n2025-W15,854\n",
        [("2025-03-31", "2025-04-06", 557), ("2025-04-07", "2025-04-13", 854)]),
    "weeks by their first day": (
        "Week beginning,Claims\n2025-04-07,854\n2025-04-14,683\n",
        [("2025-04-07", "2025-04-13", 854), ("2025-04-14", "2025-04-20", 683)],
    ),
    "weeks by their last day": ("Week ending,Claims\n13/04/2025,854\n20/04/2025,683\n",
        [("2025-04-07", "2025-04-13", 854), ("2025-04-14", "2025-04-20", 683)]),
    "quarters": ("quarter,claims\n2025-Q1,2671\nQ2 2025,4964\n",
        [("2025-01-01", "2025-03-31", 2671), ("2025-04-01", "2025-06-30", 4964)]),
    "days": ("date,claims\n2025-04-05,100\n2025-04-06,125\n",
        [("2025-04-05", "2025-04-05", 100), ("2025-04-06", "2025-04-06", 125)]),
    "days as written in Canada": (
        "Date,Claims\n05/04/2025,100\n26/04/2025,125\n",
            [("2025-04-05", "2025-04-05", 100), ("2025-04-26", "2025-04-26", 125)]),
    "days as written in the United States": (
        "Date,Claims\n04/05/2025,100\n04/26/2025,125\n",
            [("2025-04-05", "2025-04-05", 100), ("2025-04-26", "2025-04-26", 125)]),
    "odd windows": (
        "from,to,claims,known,grade,source\n2025-04-01,2025-04-06,557,2025-04-07,B,press\n"
        "2025-04-07,2025-04-13,854,2025-04-14,B,press\n",
        [("2025-04-01", "2025-04-06", 557), ("2025-04-07", "2025-04-13", 854)],
    ),
    "odd windows in a column": (
        "Period,Claims\n1-6 April 2025,557\n2025-04-07 to 2025-04-13,854\ndu 14 au 20 avril 2025,683\n",
        [("2025-04-01", "2025-04-06", 557), ("2025-04-07", "2025-04-13", 854), ("2025-04-14", "2025-04-20", 683)],
    ),
    "year to date": (
        "month,year to date\n2025-01,560\n2025-02,1315\n2025-03,2671\n",
        [("2025-01-01", "2025-01-31", 560), ("2025-02-01", "2025-02-28", 755), MARCH],
    ),
    "offices in rows": (
        "month,office,claims\n2025-03,Lacolle,1356\n2025-03,Stanstead,60\n2025-03,Total,1416\n",
        [("2025-03-01", "2025-03-31", 1356, "Lacolle"), ("2025-03-01", "2025-03-31", 60, "Stanstead")],
    ),
    "groups and their total": (
        "month,group,claims\n2025-03,adults,900\n2025-03,minors,456\n2025-03,Total,1356\n2025-04,Total,2733\n", MONTHS),
    # as boats are published: numbers besides, notes under the table
    "boats by day": (
        "Boats made for a test\n\nDate,Migrants,Boats\n5 April 2025,122,2\n6 April 2025,0,0\n"
        "Notes: provisional figures\n",
        [("2025-04-05", "2025-04-05", 122), ("2025-04-06", "2025-04-06", 0)],
    ),
    # as asylum applications are published: a row of tags under the names
    "asylum applications with tags": (
        "Month,Applications,Place\n#date,#affected,#loc+name\n2025-03,1356,Lacolle\n2025-04,2733,Lacolle\n",
        [(*MARCH, "Lacolle"), (*APRIL, "Lacolle")],
    ),
    "names that only the tags explain": ("Stichmonat,Antraege\n#date,#affected\n2025-03,1356\n2025-04,2733\n", MONTHS),
    "a total of the year among months": (
        "period,claims\n2025-01,560\n2025-02,755\n2025,14000\n",
        [("2025-01-01", "2025-01-31", 560), ("2025-01-01", "2025-12-31", 14000), ("2025-02-01", "2025-02-28", 755)],
    ),
}  # fmt: skip
DESK: tuple[str, Right] = (
    "time,persons\n"
    + "".join(f"2025-04-05 {k // 4:02}:{k % 4 * 15:02},{k % 3}\n" for k in range(96))
    + "2025-04-06 00:00,4\n",
    [("2025-04-05", "2025-04-05", 96)],
)  # a desk export by quarter hour: the second day is a part of a day
