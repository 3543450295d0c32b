"""Drives a server with pyVmomi and prints what it saw as one JSON document.

Usage: client.py SCENARIO PROTOCOL HOST PORT USER PASSWORD [ARGUMENT ...]
Each scenario is one function below; its name is the command-line word.
"""

import json
import ssl
import sys
import time

from pyVim import connect
from pyVmomi import vim, vmodl


def open_session(protocol, host, port, user, password):
    arguments = dict(host=host, port=int(port), user=user, pwd=password)
    if protocol == "https":
        context = ssl.create_default_context()
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        arguments["sslContext"] = context
    else:
        arguments["protocol"] = "http"
    return connect.SmartConnect(**arguments)


def vms_of(service):
    content = service.RetrieveContent()
    view = content.viewManager.CreateContainerView(content.rootFolder, [vim.VirtualMachine], True)
    found = list(view.view)
    view.Destroy()
    return found


def vm_named(service, name):
    return next(vm for vm in vms_of(service) if vm.name == name)


def wait(task, seconds=20):
    """Polls, as scripts do; a waiting question leaves the state at running."""
    until = time.monotonic() + seconds
    while task.info.state in ("queued", "running") and time.monotonic() < until:
        time.sleep(0.05)
    return task.info


def shown(info):
    return {
        "state": info.state,
        "cancelable": info.cancelable,
        "descriptionId": info.descriptionId,
        "fault": type(info.error).__name__ if info.error else None,
        "message": info.error.msg if info.error else None,
    }


def about(service):
    about = service.content.about
    return {"name": about.name, "apiType": about.apiType, "apiVersion": about.apiVersion, "now": str(service.CurrentTime())}


def every_property(service):
    """Reads every property of every VM, host and datastore in one call each: an unknown field aborts pyVmomi."""
    content = service.RetrieveContent()
    kinds = {vim.VirtualMachine: 0, vim.HostSystem: 0, vim.Datastore: 0, vim.Network: 0, vim.ResourcePool: 0}
    for kind in kinds:
        view = content.viewManager.CreateContainerView(content.rootFolder, [kind], True)
        traversal = vmodl.query.PropertyCollector.TraversalSpec(name="v", type=vim.view.ContainerView, path="view", skip=False)
        spec = vmodl.query.PropertyCollector.FilterSpec(
            propSet=[vmodl.query.PropertyCollector.PropertySpec(type=kind, all=True)],
            objectSet=[vmodl.query.PropertyCollector.ObjectSpec(obj=view, skip=True, selectSet=[traversal])],
        )
        result = content.propertyCollector.RetrievePropertiesEx([spec], vmodl.query.PropertyCollector.RetrieveOptions(maxObjects=7))
        while result:
            kinds[kind] += len(result.objects)
            result = content.propertyCollector.ContinueRetrievePropertiesEx(result.token) if result.token else None
        view.Destroy()
    return {kind.__name__: count for kind, count in kinds.items()}


def names(service):
    return sorted(vm.name for vm in vms_of(service))


def fetched(service, name):
    """Walks properties one at a time, which pyVmomi does with Fetch."""
    vm = vm_named(service, name)
    return {
        "power": vm.runtime.powerState,
        "memory": vm.config.hardware.memoryMB,
        "cpus": vm.config.hardware.numCPU,
        "devices": sorted({type(device).__name__ for device in vm.config.hardware.device}),
        "guest": vm.config.guestFullName,
    }


def power(service, name, verb):
    vm = vm_named(service, name)
    info = wait(getattr(vm, verb)())
    return {**shown(info), "power": vm.runtime.powerState}


def question(service, name, answer):
    """Powers on, waits for the question, answers with the choice whose summary or label is given."""
    vm = vm_named(service, name)
    task = vm.PowerOnVM_Task()
    until = time.monotonic() + 15
    while vm.runtime.question is None and task.info.state in ("queued", "running") and time.monotonic() < until:
        time.sleep(0.05)
    asked = vm.runtime.question
    if asked is None:
        return {"question": None, "task": shown(task.info)}
    state_while_waiting = task.info.state
    choice = next(c for c in asked.choice.choiceInfo if answer in (c.key, c.label, c.summary))
    vm.AnswerVM(asked.id, choice.key)
    info = wait(task)
    try:
        vm.AnswerVM(asked.id, choice.key)
        again = None
    except vmodl.MethodFault as fault:
        again = type(fault).__name__
    return {
        "question": {
            "text": asked.text,
            "messages": [message.id for message in asked.message],
            "choices": [[c.key, c.label, c.summary] for c in asked.choice.choiceInfo],
            "default": asked.choice.defaultIndex,
        },
        "stateWhileWaiting": state_while_waiting,
        "task": shown(info),
        "answeredTwice": again,
        "power": vm.runtime.powerState,
        "questionAfter": vm.runtime.question is not None,
    }


def snapshots(service, name):
    vm = vm_named(service, name)
    created = wait(vm.CreateSnapshot_Task("first", "made by pyVmomi", False, False))
    second = wait(vm.CreateSnapshot_Task("second", "", False, False))
    tree = [[node.name, [child.name for child in node.childSnapshotList]] for node in vm.snapshot.rootSnapshotList]
    reverted = wait(vm.snapshot.rootSnapshotList[0].snapshot.RevertToSnapshot_Task())
    current = vm.snapshot.currentSnapshot == vm.snapshot.rootSnapshotList[0].snapshot
    removed = wait(vm.snapshot.rootSnapshotList[0].snapshot.RemoveSnapshot_Task(True))
    return {
        "created": shown(created),
        "second": shown(second),
        "tree": tree,
        "reverted": shown(reverted),
        "currentIsFirst": current,
        "removed": shown(removed),
        "left": vm.snapshot is not None,
    }


def consolidation(service, name):
    vm = vm_named(service, name)
    needed = vm.runtime.consolidationNeeded
    return {"needed": needed, "task": shown(wait(vm.ConsolidateVMDisks_Task())), "still": vm.runtime.consolidationNeeded}


def updates(service, name):
    """A WaitForUpdatesEx loop while the VM is powered on, as monitoring scripts run it."""
    content = service.RetrieveContent()
    vm = vm_named(service, name)
    collector = content.propertyCollector.CreatePropertyCollector()
    spec = vmodl.query.PropertyCollector.FilterSpec(
        propSet=[vmodl.query.PropertyCollector.PropertySpec(type=vim.VirtualMachine, pathSet=["runtime.powerState", "recentTask"])],
        objectSet=[vmodl.query.PropertyCollector.ObjectSpec(obj=vm)],
    )
    collector.CreateFilter(spec, False)
    options = vmodl.query.PropertyCollector.WaitOptions(maxWaitSeconds=1)
    seen, version, task = [], "", None
    until = time.monotonic() + 20
    while time.monotonic() < until:
        result = collector.WaitForUpdatesEx(version, options)
        if result:
            version = result.version
            for change in (c for f in result.filterSet for o in f.objectSet for c in o.changeSet):
                if change.name == "runtime.powerState":
                    seen.append(change.val)
        if task is None:
            task = vm.PowerOnVM_Task()
        if seen and seen[-1] == "poweredOn":
            break
    try:
        collector.WaitForUpdatesEx("no such version", options)
        stale = None
    except vmodl.MethodFault as fault:
        stale = type(fault).__name__
    collector.DestroyPropertyCollector()
    return {"seen": seen, "stale": stale}


def events(service, name):
    content = service.RetrieveContent()
    vm = vm_named(service, name)
    by_entity = vim.event.EventFilterSpec.ByEntity(entity=vm, recursion="self")
    wanted = vim.event.EventFilterSpec(entity=by_entity)
    if content.about.apiType == "VirtualCenter":
        found = content.eventManager.QueryEvents(wanted)
    else:
        # Hosts have collectors alone.
        collector = content.eventManager.CreateCollectorForEvents(wanted)
        collector.SetCollectorPageSize(100)
        found = collector.latestPage
        collector.DestroyCollector()
    return [type(event).__name__.split(".")[-1] for event in found]


def wrong_password(protocol, host, port, user, password):
    try:
        open_session(protocol, host, port, user, password + "x")
    except vim.fault.InvalidLogin as fault:
        return {"fault": "InvalidLogin", "message": fault.msg}
    return {"fault": None}


def main():
    scenario, *where = sys.argv[1:7]
    arguments = sys.argv[7:]
    if scenario == "wrong_password":
        result = wrong_password(*where)
    else:
        service = open_session(*where)
        try:
            result = globals()[scenario](service, *arguments)
        finally:
            connect.Disconnect(service)
    json.dump(result, sys.stdout)


if __name__ == "__main__":
    main()
