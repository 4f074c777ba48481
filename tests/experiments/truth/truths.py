"""All that is told of a result, recomputed from its replications."""

from truth_files import check_diary, check_hourly, check_kpis
from truth_summary import check_summary
from truth_tables import check_shown, check_table


def check(result):
    """Every row of every file and table."""
    check_kpis(result)
    check_summary(result)
    check_hourly(result)
    check_diary(result)
    check_table(result)
    check_shown(result)
