/** Events, as far as questions and tasks are told by them. The notation is explained in schema.ts. */
export const eventTypes = `
Event = key: int; chainId: int; createdTime: dateTime; userName: string; datacenter?: DatacenterEventArgument;
  computeResource?: ComputeResourceEventArgument; host?: HostEventArgument; vm?: VmEventArgument;
  ds?: DatastoreEventArgument; net?: NetworkEventArgument; dvs?: DvsEventArgument; fullFormattedMessage?: string;
  changeTag?: string
EventArgument =
EntityEventArgument < EventArgument = name: string
ManagedEntityEventArgument < EntityEventArgument = entity: MoRef<ManagedEntity>
DatacenterEventArgument < EntityEventArgument = datacenter: MoRef<Datacenter>
ComputeResourceEventArgument < EntityEventArgument = computeResource: MoRef<ComputeResource>
HostEventArgument < EntityEventArgument = host: MoRef<HostSystem>
VmEventArgument < EntityEventArgument = vm: MoRef<VirtualMachine>
DatastoreEventArgument < EntityEventArgument = datastore: MoRef<Datastore>
VmEvent < Event = template: boolean
VmMessageEvent < VmEvent = message: string; messageInfo?: VirtualMachineMessage[]
VmMessageWarningEvent < VmEvent = message: string; messageInfo?: VirtualMachineMessage[]
VmMessageErrorEvent < VmEvent = message: string; messageInfo?: VirtualMachineMessage[]
VmStartingEvent < VmEvent =
VmPoweredOnEvent < VmEvent =
VmPoweredOffEvent < VmEvent =
VmSuspendedEvent < VmEvent =
VmResumingEvent < VmEvent =
VmResettingEvent < VmEvent =
VmFailedToPowerOnEvent < VmEvent = reason: LocalizedMethodFault
VmReconfiguredEvent < VmEvent = configSpec: VirtualMachineConfigSpec; configChanges?: ChangesInfoEventArgument
VmRenamedEvent < VmEvent = oldName: string; newName: string
VmRemovedEvent < VmEvent =
VmRegisteredEvent < VmEvent =
VmBeingHotMigratedEvent < VmEvent = destHost: HostEventArgument; destDatacenter?: DatacenterEventArgument;
  destDatastore?: DatastoreEventArgument
VmMigratedEvent < VmEvent = sourceHost: HostEventArgument; sourceDatacenter?: DatacenterEventArgument;
  sourceDatastore?: DatastoreEventArgument
MigrationEvent < VmEvent = fault: LocalizedMethodFault
MigrationErrorEvent < MigrationEvent =
MigrationHostErrorEvent < MigrationEvent = dstHost: HostEventArgument
MigrationHostWarningEvent < MigrationEvent = dstHost: HostEventArgument
MigrationResourceErrorEvent < MigrationEvent = dstPool: ResourcePoolEventArgument; dstHost: HostEventArgument
MigrationResourceWarningEvent < MigrationEvent = dstPool: ResourcePoolEventArgument; dstHost: HostEventArgument
MigrationWarningEvent < MigrationEvent =
ResourcePoolEventArgument < EntityEventArgument = resourcePool: MoRef<ResourcePool>
FolderEventArgument < EntityEventArgument = folder: MoRef<Folder>
VmCloneEvent < VmEvent =
VmBeingClonedEvent < VmCloneEvent = destFolder: FolderEventArgument; destName: string; destHost: HostEventArgument
VmClonedEvent < VmCloneEvent = sourceVm: VmEventArgument
VmRelocateSpecEvent < VmEvent =
VmRelocatedEvent < VmRelocateSpecEvent = sourceHost: HostEventArgument; sourceDatacenter?: DatacenterEventArgument;
  sourceDatastore?: DatastoreEventArgument
VmUuidChangedEvent < VmEvent = oldUuid: string; newUuid: string
VmUuidAssignedEvent < VmEvent = uuid: string
VmGuestShutdownEvent < VmEvent =
VmDiskFailedEvent < VmEvent = disk: string; reason: LocalizedMethodFault
TaskEvent < Event = info: TaskInfo
SessionEvent < Event =
AlarmEvent < Event =
UserLoginSessionEvent < SessionEvent = ipAddress: string; userAgent?: string; locale: string; sessionId: string
UserLogoutSessionEvent < SessionEvent = ipAddress?: string; userAgent?: string; callCount?: long; sessionId?: string;
  loginTime?: dateTime
AlarmStatusChangedEvent < AlarmEvent = source: ManagedEntityEventArgument; entity: ManagedEntityEventArgument;
  from: string; to: string
EventFilterSpec = entity?: EventFilterSpecByEntity; time?: EventFilterSpecByTime;
  userName?: EventFilterSpecByUsername; eventChainId?: int; alarm?: MoRef<Alarm>;
  scheduledTask?: MoRef<ScheduledTask>; disableFullMessage?: boolean; category?: string[]; type?: string[];
  tag?: string[]; eventTypeId?: string[]; maxCount?: int; delayedInit?: boolean
EventFilterSpecByEntity = entity: MoRef<ManagedEntity>; recursion: EventFilterSpecRecursionOption
EventFilterSpecByTime = beginTime?: dateTime; endTime?: dateTime
EventFilterSpecByUsername = systemUser: boolean; userList?: string[]
EventDescription = category: ElementDescription[]; eventInfo: EventDescriptionEventDetail[];
  enumeratedTypes?: EnumDescription[]
EventDescriptionEventDetail = key: string; description?: string; category: string; formatOnDatacenter: string;
  formatOnComputeResource: string; formatOnHost: string; formatOnVm: string; fullFormat: string;
  longDescription?: string
`
