"""Prints schema-data.ts, the vim25 vocabulary, from the type tables of one release of pyVmomi.

Usage, from the root of the repository:

    python3 -m pip install --no-deps --target /tmp/pyvmomi pyvmomi==8.0.3.0.1
    python3 simulator/vim25/vocabulary.py /tmp/pyvmomi > simulator/vim25/schema-data.ts

The tables are read as text and nothing of pyVmomi is run. See README.md beside this file for where the facts come from, what is left
out, and how to add a version of vSphere.
"""

import ast
import pathlib
import re
import sys

TABLES = ("_typeinfo_vim.py", "_typeinfo_core.py", "_typeinfo_query.py")

# Vocabularies beside the one that hosts and vCenters need here, by vmodl name: host profiles, first-class disks, storage
# DRS, vSAN, vCenter HA, the Windows registry of guests. A name that something kept refers to stays (see KEPT).
LEFT_OUT = re.compile(
    r"^vim\.(profile|vslm|storageDrs|vsan|vcha)\."
    r"|^vim\.vm\.guest\.WindowsRegistry"
    r"|[Vv]san|Compliance|[Pp]rofile\w*Event|AnswerFile|ProfileUpdate|ProfileApplied"
)
KEPT = {"vim.vslm.ID"}

# Facts that no table tells, since pyVmomi builds these three by hand (VmomiSupport.py): vmodl name and the finished line.
BUILT_IN = (
    ("vmodl.LocalizedMethodFault", "LocalizedMethodFault: fault:MethodFault localizedMessage?:string"),
    ("vmodl.MethodFault", "MethodFault: faultCause?:LocalizedMethodFault faultMessage?:LocalizableMessage[]"),
    ("vmodl.RuntimeFault", "RuntimeFault < MethodFault:"),
)

# What a type of vmodl's own is called on the wire.
WIRE_NAMES = {
    "vmodl.Any": "anyType",
    "vmodl.Binary": "base64Binary",
    "vmodl.DateTime": "dateTime",
    "vmodl.DynamicData": "DynamicData",
    "vmodl.ManagedObject": "*ManagedObject",
    "vmodl.MethodFault": "LocalizedMethodFault",
    "vmodl.MethodName": "string",
    "vmodl.PropertyPath": "string",
    "vmodl.RuntimeFault": "RuntimeFault",
    "vmodl.TypeName": "string",
    "vmodl.URI": "string",
}
NO_BASE = {"vmodl.DataObject", "vmodl.DynamicData", "vmodl.ManagedObject"}
FAULT_BASES = {"vmodl.MethodFault": "MethodFault", "vmodl.RuntimeFault": "RuntimeFault"}

# Versions under development are numbered otherwise, `m5CA1EF4D`, and vmodl's own not at all.
PUBLIC = re.compile(r"([\d.]+)(u2)?(server)?")

FLAGS = {"F_LINK": 1, "F_LINKABLE": 2, "F_OPTIONAL": 4, "F_SECRET": 8}


def literal(node):
    """The value of an argument in the tables: literals, lists and the flags by name."""
    if isinstance(node, ast.Name):
        return FLAGS[node.id]
    if isinstance(node, ast.BinOp):
        return literal(node.left) | literal(node.right)
    if isinstance(node, (ast.List, ast.Tuple)):
        return [literal(item) for item in node.elts]
    return ast.literal_eval(node)


def calls(folder):
    """Every call of the tables as (function, arguments), in their order."""
    for table in TABLES:
        for statement in ast.parse((folder / table).read_text()).body:
            call = statement.value if isinstance(statement, ast.Expr) else None
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name):
                yield call.func.id, call.args


class Tables:
    """The tables of one release. Types are rows as pyVmomi has them, sorted by their vmodl names."""

    def __init__(self, folder):
        rows = {"CreateDataType": {}, "CreateEnumType": {}, "CreateManagedType": {}}
        self.versions = {}
        self.parents = {}
        for function, arguments in calls(folder):
            if function == "AddVersion":
                name, _, number = (literal(argument) for argument in arguments[:3])
                self.versions[name] = number
            elif function == "AddVersionParent":
                version, parent = (literal(argument) for argument in arguments)
                self.parents.setdefault(parent, []).append(version)
            elif function in rows:
                row = [literal(argument) for argument in arguments]
                rows[function][row[0]] = row
        self.wire = {name: row[1] for table in rows.values() for name, row in table.items()}
        self.data, self.enums, self.managed = (
            [row for name, row in sorted(table.items()) if name in KEPT or not LEFT_OUT.search(name)]
            for table in rows.values()
        )
        self.managed_names = rows["CreateManagedType"].keys()
        self.public_names = {name for name, number in self.versions.items() if PUBLIC.fullmatch(number)}

    def since(self, version, of="2.5"):
        """`@5.0`, or nothing when that is no later than the version of what holds it."""
        number = self.public(version)
        return "" if order(number) <= order(self.public(of)) else f"@{number}"

    def public(self, version):
        """The public number of a version; of an internal one, that of the first public version which includes it."""
        including = [version, *self.parents.get(version, ())]
        known = [self.versions[name] for name in including if name in self.public_names]
        number = known[0] if version in self.public_names else min(known, key=order, default="2.5")
        return max(number, "2.5", key=order)

    def type(self, name):
        element = name.removesuffix("[]")
        array = name[len(element) :]
        if element in WIRE_NAMES:
            return WIRE_NAMES[element] + array
        star = "*" if element in self.managed_names else ""
        return star + self.wire.get(element, element) + array

    def base(self, name):
        if name in NO_BASE:
            return ""
        return f" < {FAULT_BASES.get(name) or self.wire[name]}"

    def field(self, row, of="2.5"):
        """`name?:Type[]@since`. A link to another data object is that object's key."""
        name, declared, version, flags = row[:4]
        shown = self.type("string" + "[]" * declared.endswith("[]")) if flags & FLAGS["F_LINK"] else self.type(declared)
        optional = "?" if flags & FLAGS["F_OPTIONAL"] else ""
        return f"{name}{optional}:{shown}{self.since(version, of)}"

    def head(self, row):
        """`Type < Base @since: field …` of a data object."""
        name, wire, base, version, fields = row[:5]
        since = self.since(version)
        return " ".join([wire + self.base(base), *([since] if since else [])]) + ":" + "".join(
            f" {self.field(field)}" for field in fields or ()
        )

    def method(self, row):
        _, wire, version, params, result = row[:5]
        flags, returned = result[:2]
        optional = "?" if flags & FLAGS["F_OPTIONAL"] else ""
        listed = " ".join(self.field(param, version) for param in params)
        return f"- {wire}({listed}) {self.type(returned)}{optional}{self.since(version)}"


def order(number):
    """`2.5u2server`, `8.0.3.0` as something that can be compared."""
    dotted, update, server = PUBLIC.fullmatch(number).groups()
    parts = [int(part) for part in dotted.split(".")]
    return [*parts, *[0] * (4 - len(parts)), update is not None, server is not None]


def data_lines(tables):
    lines = [(row[0], tables.head(row)) for row in tables.data if row[0] != "vmodl.DynamicData"]
    return [line for _, line in sorted([*lines, *BUILT_IN])]


def enum_lines(tables):
    return [f"{row[1]} = {' '.join(row[3])}" for row in tables.enums]


def managed_lines(tables):
    for row in tables.managed:
        fields = "".join(f" {tables.field(field)}" for field in row[4] or ())
        yield f"{row[1]}{tables.base(row[2])}:{fields}"
        yield from (tables.method(method) for method in row[5] or ())


HEADER = """/**
 * The vim25 vocabulary up to API {newest}: facts only (names, wire order, types, first version), in the notation that schema.ts reads.
 *
 * data:    `Type < Base @since: field?:type[]@since …` – own fields in wire order, the fields of the base come first.
 * enums:   `Enum = value value …`
 * managed: `Type < Base: property?:type …`, then its methods: `- Method(parameter?:type …) result?@since`.
 * `?` may be absent, `[]` repeats, `*Type` is a reference to a managed object, no `@` means 2.5 or older.
 */
"""


def main():
    tables = Tables(pathlib.Path(sys.argv[1]) / "pyVmomi")
    newest = max((tables.public(name) for name in tables.public_names), key=order)
    print(HEADER.format(newest=newest.removesuffix(".0")))
    for name, lines in (
        ("dataTypes", data_lines(tables)),
        ("enums", enum_lines(tables)),
        ("managedTypes", managed_lines(tables)),
    ):
        print(f"export const {name} = `", *lines, "`", sep="\n", end="\n" if name == "managedTypes" else "\n\n")


main()
