"""Reads the inventory of a vCenter, once for each line on its standard input, and prints one JSON line for each reading:
what it took, from the request to typed objects.

Usage: reader.py PROTOCOL HOST PORT USER PASSWORD PROPERTY[,PROPERTY ...]
"""

import json
import sys
import time

from client import open_session
from pyVmomi import vim, vmodl


def main():
    *where, properties = sys.argv[1:]
    content = open_session(*where).RetrieveContent()
    view = content.viewManager.CreateContainerView(content.rootFolder, [vim.VirtualMachine], True)
    collector = vmodl.query.PropertyCollector
    traversal = collector.TraversalSpec(name="v", type=vim.view.ContainerView, path="view", skip=False)
    spec = collector.FilterSpec(
        propSet=[collector.PropertySpec(type=vim.VirtualMachine, pathSet=properties.split(","))],
        objectSet=[collector.ObjectSpec(obj=view, skip=True, selectSet=[traversal])],
    )
    print("{}", flush=True)
    for _ in sys.stdin:
        cpu, start = time.process_time(), time.perf_counter()
        vms = {one.obj: {p.name: p.val for p in one.propSet} for one in content.propertyCollector.RetrieveContents([spec])}
        took = {
            "ms": (time.perf_counter() - start) * 1000,
            "cpuMs": (time.process_time() - cpu) * 1000,
            "objects": len(vms),
        }
        print(json.dumps(took), flush=True)


main()
