/**
 * The methods that Andon calls: parameters in wire order after `_this`, then the type of `returnval`.
 * A real server refuses parameters that come in another order.
 */
export const methods = `
RetrieveServiceContent() ServiceContent
CurrentTime() dateTime
Login(userName: string; password: string; locale?: string) UserSession
Logout() void
CreateFilter(spec: PropertyFilterSpec; partialUpdates: boolean) MoRef<PropertyFilter>
RetrieveProperties(specSet: PropertyFilterSpec[]) ObjectContent[]
RetrievePropertiesEx(specSet: PropertyFilterSpec[]; options: RetrieveOptions) RetrieveResult
ContinueRetrievePropertiesEx(token: string) RetrieveResult
CancelRetrievePropertiesEx(token: string) void
CheckForUpdates(version?: string) UpdateSet
WaitForUpdates(version?: string) UpdateSet
WaitForUpdatesEx(version?: string; options?: WaitOptions) UpdateSet
CancelWaitForUpdates() void
CreatePropertyCollector() MoRef<PropertyCollector>
DestroyPropertyCollector() void
DestroyPropertyFilter() void
CreateContainerView(container: MoRef<ManagedEntity>; type?: string[]; recursive: boolean) MoRef<ContainerView>
CreateListView(obj?: MoRef<ManagedObject>[]) MoRef<ListView>
ModifyListView(add?: MoRef<ManagedObject>[]; remove?: MoRef<ManagedObject>[]) MoRef<ManagedObject>[]
DestroyView() void
QueryEvents(filter: EventFilterSpec) Event[]
CreateCollectorForEvents(filter: EventFilterSpec) MoRef<EventHistoryCollector>
ReadNextEvents(maxCount: int) Event[]
CreateCollectorForTasks(filter: TaskFilterSpec) MoRef<TaskHistoryCollector>
ReadNextTasks(maxCount: int) TaskInfo[]
SetCollectorPageSize(maxCount: int) void
DestroyCollector() void
PowerOnVM_Task(host?: MoRef<HostSystem>) MoRef<Task>
PowerOffVM_Task() MoRef<Task>
SuspendVM_Task() MoRef<Task>
ResetVM_Task() MoRef<Task>
ShutdownGuest() void
RebootGuest() void
AnswerVM(questionId: string; answerChoice: string) void
CreateSnapshot_Task(name: string; description?: string; memory: boolean; quiesce: boolean) MoRef<Task>
RevertToSnapshot_Task(host?: MoRef<HostSystem>; suppressPowerOn?: boolean) MoRef<Task>
RemoveSnapshot_Task(removeChildren: boolean; consolidate?: boolean) MoRef<Task>
ConsolidateVMDisks_Task() MoRef<Task>
RenameSnapshot(name?: string; description?: string) void
RefreshStorageInfo() void
MountToolsInstaller() void
UnmountToolsInstaller() void
ReconfigVM_Task(spec: VirtualMachineConfigSpec) MoRef<Task>
Rename_Task(newName: string) MoRef<Task>
UnregisterVM() void
Destroy_Task() MoRef<Task>
CloneVM_Task(folder: MoRef<Folder>; name: string; spec: VirtualMachineCloneSpec) MoRef<Task>
MigrateVM_Task(pool?: MoRef<ResourcePool>; host?: MoRef<HostSystem>; priority: VirtualMachineMovePriority; state?: VirtualMachinePowerState) MoRef<Task>
RelocateVM_Task(spec: VirtualMachineRelocateSpec; priority?: VirtualMachineMovePriority) MoRef<Task>
MarkAsTemplate() void
MarkAsVirtualMachine(pool: MoRef<ResourcePool>; host?: MoRef<HostSystem>) void
MoveIntoFolder_Task(list: MoRef<ManagedEntity>[]) MoRef<Task>
MoveIntoResourcePool(list: MoRef<ManagedEntity>[]) void
ValidateMigration(vm: MoRef<VirtualMachine>[]; state?: VirtualMachinePowerState; testType?: string[]; pool?: MoRef<ResourcePool>; host?: MoRef<HostSystem>) Event[]
CreateScreenshot_Task() MoRef<Task>
AcquireCloneTicket() string
CancelTask() void
Reload() void
ReconfigureAutostart(spec: HostAutoStartManagerConfig) void
AddVirtualSwitch(vswitchName: string; spec?: HostVirtualSwitchSpec) void
UpdateVirtualSwitch(vswitchName: string; spec: HostVirtualSwitchSpec) void
RemoveVirtualSwitch(vswitchName: string) void
AddPortGroup(portgrp: HostPortGroupSpec) void
UpdatePortGroup(pgName: string; portgrp: HostPortGroupSpec) void
RemovePortGroup(pgName: string) void
RescanHba(hbaDevice: string) void
RescanAllHba() void
RescanVmfs() void
RefreshDatastore() void
QueryConfigOption(key?: string; host?: MoRef<HostSystem>) VirtualMachineConfigOption
QueryConfigOptionEx(spec?: EnvironmentBrowserConfigOptionQuerySpec) VirtualMachineConfigOption
CreateVM_Task(config: VirtualMachineConfigSpec; pool: MoRef<ResourcePool>; host?: MoRef<HostSystem>) MoRef<Task>
RegisterVM_Task(path: string; name?: string; asTemplate: boolean; pool?: MoRef<ResourcePool>; host?: MoRef<HostSystem>) MoRef<Task>
SearchDatastore_Task(datastorePath: string; searchSpec?: HostDatastoreBrowserSearchSpec) MoRef<Task>
MakeDirectory(name: string; datacenter?: MoRef<Datacenter>; createParentDirectories?: boolean) void
MoveDatastoreFile_Task(sourceName: string; sourceDatacenter?: MoRef<Datacenter>; destinationName: string; destinationDatacenter?: MoRef<Datacenter>; force?: boolean) MoRef<Task>
CopyDatastoreFile_Task(sourceName: string; sourceDatacenter?: MoRef<Datacenter>; destinationName: string; destinationDatacenter?: MoRef<Datacenter>; force?: boolean) MoRef<Task>
DeleteDatastoreFile_Task(name: string; datacenter?: MoRef<Datacenter>) MoRef<Task>
CreateVirtualDisk_Task(name: string; datacenter?: MoRef<Datacenter>; spec: VirtualDiskSpec) MoRef<Task>
MoveVirtualDisk_Task(sourceName: string; sourceDatacenter?: MoRef<Datacenter>; destName: string; destDatacenter?: MoRef<Datacenter>; force?: boolean) MoRef<Task>
CopyVirtualDisk_Task(sourceName: string; sourceDatacenter?: MoRef<Datacenter>; destName: string; destDatacenter?: MoRef<Datacenter>; destSpec?: VirtualDiskSpec; force?: boolean) MoRef<Task>
DeleteVirtualDisk_Task(name: string; datacenter?: MoRef<Datacenter>) MoRef<Task>
ExtendVirtualDisk_Task(name: string; datacenter?: MoRef<Datacenter>; newCapacityKb: long; eagerZero?: boolean) MoRef<Task>
ZeroFillVirtualDisk_Task(name: string; datacenter?: MoRef<Datacenter>) MoRef<Task>
`
