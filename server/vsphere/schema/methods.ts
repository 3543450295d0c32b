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
ReconfigVM_Task(spec: VirtualMachineConfigSpec) MoRef<Task>
Rename_Task(newName: string) MoRef<Task>
UnregisterVM() void
Destroy_Task() MoRef<Task>
CreateScreenshot_Task() MoRef<Task>
AcquireCloneTicket() string
CancelTask() void
Reload() void
ReconfigureAutostart(spec: HostAutoStartManagerConfig) void
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
ZeroFillVirtualDisk_Task(name: string; datacenter?: MoRef<Datacenter>) MoRef<Task>
`
