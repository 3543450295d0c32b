"""Decodes recorded replies with pyVmomi and prints one JSON line for each: what another reader makes of the same bytes.

Usage: decode.py FILE.yaml ...
"""

import base64
import datetime
import json
import re
import sys

import yaml
from pyVmomi import VmomiSupport, SoapAdapter, vim  # noqa: F401 (vim loads the types)


def plain(value):
    """pyVmomi's objects as JSON: unset properties and empty lists are left out, numbers become text."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, VmomiSupport.ManagedObject):
        return {"$type": "ManagedObjectReference", "type": type(value)._wsdlName, "value": value._moId}
    if isinstance(value, VmomiSupport.DataObject):
        fields = {info.name: plain(getattr(value, info.name)) for info in value._GetPropertyList()}
        set_fields = {name: field for name, field in fields.items() if field is not None and field != []}
        return {"$type": type(value)._wsdlName, **set_fields}
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, datetime.datetime):
        return value.isoformat()
    if isinstance(value, VmomiSupport.ManagedMethod):
        return value.info.wsdlName
    if isinstance(value, type):
        return VmomiSupport.GetWsdlName(value)
    if isinstance(value, (bytes, bytearray)):
        return base64.b64encode(value).decode()
    return str(value)


def decode(method, reply):
    # Fetch is what pyVmomi reads properties with; it is in no table, and its result is whatever the property is.
    result = object if method == "Fetch" else VmomiSupport.GetWsdlMethod("urn:vim25", method).info.result
    answer = SoapAdapter.SoapResponseDeserializer(None).Deserialize(reply.encode(), result)
    return plain(answer)


# Texts that Python 2 recorded carry its own tag.
yaml.SafeLoader.add_constructor("tag:yaml.org,2002:python/unicode", lambda loader, node: node.value)

for file in sys.argv[1:]:
    with open(file, encoding="utf-8") as stream:
        interactions = yaml.safe_load(stream)["interactions"]
    for interaction in interactions:
        sent = interaction["request"]["body"] or ""
        if isinstance(sent, bytes):
            sent = sent.decode()
        found = re.search(r"Body>\s*<(\w+)", sent)
        if not found:
            continue
        reply = interaction["response"]["body"]["string"]
        if isinstance(reply, bytes):
            reply = reply.decode()
        method = found.group(1)
        print(json.dumps({"file": file, "method": method, "reply": reply, "plain": decode(method, reply)}))
