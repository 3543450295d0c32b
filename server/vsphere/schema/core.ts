/** Property collector, service, session, tasks and questions. The notation is explained in schema.ts. */
export const coreTypes = `
DynamicProperty = name: string; val: anyType
LocalizedMethodFault = fault: MethodFault; localizedMessage?: string
LocalizableMessage = key: string; arg?: KeyAnyValue[]; message?: string
KeyAnyValue = key: string; value: anyType
Description = label: string; summary: string
ElementDescription < Description = key: string
ExtendedElementDescription < ElementDescription = messageCatalogKeyPrefix: string; messageArg?: KeyAnyValue[]
OptionType = valueIsReadonly?: boolean
OptionValue = key: string; value?: anyType
ChoiceOption < OptionType = choiceInfo: ElementDescription[]; defaultIndex?: int
PropertySpec = type: string; all?: boolean; pathSet?: string[]
SelectionSpec = name?: string
TraversalSpec < SelectionSpec = type: string; path: string; skip?: boolean; selectSet?: SelectionSpec[]
ObjectSpec = obj: MoRef<ManagedObject>; skip?: boolean; selectSet?: SelectionSpec[]
PropertyFilterSpec = propSet: PropertySpec[]; objectSet: ObjectSpec[]; reportMissingObjectsInResults?: boolean
RetrieveOptions = maxObjects?: int
ObjectContent = obj: MoRef<ManagedObject>; propSet?: DynamicProperty[]; missingSet?: MissingProperty[]
MissingProperty = path: string; fault: LocalizedMethodFault
MissingObject = obj: MoRef<ManagedObject>; fault: LocalizedMethodFault
RetrieveResult = token?: string; objects: ObjectContent[]
WaitOptions = maxWaitSeconds?: int; maxObjectUpdates?: int
UpdateSet = version: string; filterSet?: PropertyFilterUpdate[]; truncated?: boolean
PropertyFilterUpdate = filter: MoRef<PropertyFilter>; objectSet?: ObjectUpdate[]; missingSet?: MissingObject[]
ObjectUpdate = kind: ObjectUpdateKind; obj: MoRef<ManagedObject>; changeSet?: PropertyChange[];
  missingSet?: MissingProperty[]
PropertyChange = name: string; op: PropertyChangeOp; val?: anyType
AboutInfo = name: string; fullName: string; vendor: string; version: string; patchLevel?: string; build: string;
  localeVersion?: string; localeBuild?: string; osType: string; productLineId: string; apiType: string;
  apiVersion: string; instanceUuid?: string; licenseProductName?: string; licenseProductVersion?: string
ServiceContent = rootFolder: MoRef<Folder>; propertyCollector: MoRef<PropertyCollector>;
  viewManager?: MoRef<ViewManager>; about: AboutInfo; setting?: MoRef<OptionManager>;
  userDirectory?: MoRef<UserDirectory>; sessionManager?: MoRef<SessionManager>;
  authorizationManager?: MoRef<AuthorizationManager>; serviceManager?: MoRef<ServiceManager>;
  perfManager?: MoRef<PerformanceManager>; scheduledTaskManager?: MoRef<ScheduledTaskManager>;
  alarmManager?: MoRef<AlarmManager>; eventManager?: MoRef<EventManager>; taskManager?: MoRef<TaskManager>;
  extensionManager?: MoRef<ExtensionManager>; customizationSpecManager?: MoRef<CustomizationSpecManager>;
  guestCustomizationManager?: MoRef<VirtualMachineGuestCustomizationManager>;
  customFieldsManager?: MoRef<CustomFieldsManager>; accountManager?: MoRef<HostLocalAccountManager>;
  diagnosticManager?: MoRef<DiagnosticManager>; licenseManager?: MoRef<LicenseManager>;
  searchIndex?: MoRef<SearchIndex>; fileManager?: MoRef<FileManager>;
  datastoreNamespaceManager?: MoRef<DatastoreNamespaceManager>; virtualDiskManager?: MoRef<VirtualDiskManager>;
  virtualizationManager?: MoRef<VirtualizationManager>; snmpSystem?: MoRef<HostSnmpSystem>;
  vmProvisioningChecker?: MoRef<VirtualMachineProvisioningChecker>;
  vmCompatibilityChecker?: MoRef<VirtualMachineCompatibilityChecker>; ovfManager?: MoRef<OvfManager>;
  ipPoolManager?: MoRef<IpPoolManager>; dvSwitchManager?: MoRef<DistributedVirtualSwitchManager>;
  hostProfileManager?: MoRef<HostProfileManager>; clusterProfileManager?: MoRef<ClusterProfileManager>;
  complianceManager?: MoRef<ProfileComplianceManager>; localizationManager?: MoRef<LocalizationManager>;
  storageResourceManager?: MoRef<StorageResourceManager>; guestOperationsManager?: MoRef<GuestOperationsManager>;
  overheadMemoryManager?: MoRef<OverheadMemoryManager>; certificateManager?: MoRef<CertificateManager>;
  ioFilterManager?: MoRef<IoFilterManager>; vStorageObjectManager?: MoRef<VStorageObjectManagerBase>;
  hostSpecManager?: MoRef<HostSpecificationManager>; cryptoManager?: MoRef<CryptoManager>;
  healthUpdateManager?: MoRef<HealthUpdateManager>; failoverClusterConfigurator?: MoRef<FailoverClusterConfigurator>;
  failoverClusterManager?: MoRef<FailoverClusterManager>; tenantManager?: MoRef<TenantTenantManager>;
  siteInfoManager?: MoRef<SiteInfoManager>; storageQueryManager?: MoRef<StorageQueryManager>
UserSession = key: string; userName: string; fullName: string; loginTime: dateTime; lastActiveTime: dateTime;
  locale: string; messageLocale: string; extensionSession: boolean; ipAddress: string; userAgent: string;
  callCount: long
SessionManagerGenericServiceTicket = id: string; hostName?: string; sslThumbprint?: string;
  certThumbprintList?: VirtualMachineCertThumbprint[]; ticketType?: string
SessionManagerHttpServiceRequestSpec < SessionManagerServiceRequestSpec = method?: string; url: string
AuthorizationRole = roleId: int; system: boolean; name: string; info: Description; privilege?: string[]
Permission = entity?: MoRef<ManagedEntity>; principal: string; group: boolean; roleId: int; propagate: boolean
TaskInfo = key: string; task: MoRef<Task>; description?: LocalizableMessage; name?: string; descriptionId: string;
  entity?: MoRef<ManagedEntity>; entityName?: string; locked?: MoRef<ManagedEntity>[]; state: TaskInfoState;
  cancelled: boolean; cancelable: boolean; error?: LocalizedMethodFault; result?: anyType; progress?: int;
  progressDetails?: KeyAnyValue[]; reason: TaskReason; queueTime: dateTime; startTime?: dateTime;
  completeTime?: dateTime; eventChainId: int; changeTag?: string; parentTaskKey?: string; rootTaskKey?: string;
  activationId?: string
TaskReason =
TaskReasonUser < TaskReason = userName: string
TaskReasonSystem < TaskReason =
TaskReasonSchedule < TaskReason = name: string; scheduledTask: MoRef<ScheduledTask>
TaskReasonAlarm < TaskReason = alarmName: string; alarm: MoRef<Alarm>; entityName: string;
  entity: MoRef<ManagedEntity>
TaskDescription = methodInfo: ElementDescription[]; state: ElementDescription[]; reason: TypeDescription[]
TaskFilterSpec = entity?: TaskFilterSpecByEntity; time?: TaskFilterSpecByTime; userName?: TaskFilterSpecByUsername;
  activationId?: string[]; state?: TaskInfoState[]; alarm?: MoRef<Alarm>; scheduledTask?: MoRef<ScheduledTask>;
  eventChainId?: int[]; tag?: string[]; parentTaskKey?: string[]; rootTaskKey?: string[]
TaskFilterSpecByEntity = entity: MoRef<ManagedEntity>; recursion: TaskFilterSpecRecursionOption
TaskFilterSpecByTime = timeType: TaskFilterSpecTimeOption; beginTime?: dateTime; endTime?: dateTime
TaskFilterSpecByUsername = systemUser: boolean; userList?: string[]
VirtualMachineQuestionInfo = id: string; text: string; choice: ChoiceOption; message?: VirtualMachineMessage[]
VirtualMachineMessage = id: string; argument?: anyType[]; text?: string
`
