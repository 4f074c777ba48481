"""`portsim schema`: the JSON Schema by which editors complete and check scenario files."""

from sim.cli.examples import Example
from sim.cli.saving import print_document

EXAMPLES = (Example("portsim schema > scenario.schema.json", "for editors, beside the scenario"),)


def schema() -> None:
    """Print the JSON Schema of a scenario file."""
    from sim.scenario.catalogue.reference_page import schema_text

    print_document(schema_text())
