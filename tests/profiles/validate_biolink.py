"""Hold nodes and edges against the Biolink model; runs in a venv with linkml and the model."""

# mypy: ignore-errors

import json
import sys
from collections import defaultdict
from importlib.resources import files
from pathlib import Path

from biolink_model.datamodel import pydanticmodel_v2
from linkml.validator import Validator
from linkml.validator.plugins import JsonschemaValidationPlugin
from linkml_runtime.utils.formatutils import camelcase
from linkml_runtime.utils.schemaview import SchemaView
from pydantic import ValidationError

schema = str(files("biolink_model") / "schema" / "biolink_model.yaml")
validator = Validator(schema, [JsonschemaValidationPlugin(closed=True)])
view = SchemaView(schema)
slots = {slot.replace(" ", "_") for slot in view.slot_descendants("related to")}
classes = {camelcase(name): name for name in view.all_classes()}
rows = defaultdict(list)
for name in sys.argv[1:]:
    for line in Path(name).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        rows[row["category"][0].removeprefix("biolink:")].append(row)
faults, checked = [], 0
for category, members in sorted(rows.items()):
    for row in members:
        checked += 1
        predicate = row.get("predicate", "biolink:related_to").removeprefix("biolink:")
        if predicate not in slots:
            faults.append(f"{row['id']}: {predicate} is no predicate")
        try:
            getattr(pydanticmodel_v2, category)(**row)
        except ValidationError as error:
            faults.append(f"{row['id']}: {error}")
        for result in validator.iter_results(row, classes[category]):
            # The JSON Schema that linkml makes wants category to be a list and one of some
            # texts, which nothing can be; the model above has looked at it.
            if not result.message.endswith(" in /category"):
                faults.append(f"{row['id']}: {result.message}")
sys.stdout.write(json.dumps({"checked": checked, "faults": faults}))
