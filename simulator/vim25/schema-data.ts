/**
 * The vim25 vocabulary up to API 8.0.3: facts only (names, wire order, types, first version), in the notation that schema.ts reads.
 *
 * data:    `Type < Base @since: field?:type[]@since …` – own fields in wire order, the fields of the base come first.
 * enums:   `Enum = value value …`
 * managed: `Type < Base: property?:type …`, then its methods: `- Method(parameter?:type …) result?@since`.
 * `?` may be absent, `[]` repeats, `*Type` is a reference to a managed object, no `@` means 2.5 or older.
 */

export const dataTypes = `
AboutInfo: name:string fullName:string vendor:string version:string patchLevel?:string@7.0.2.0 build:string localeVersion?:string localeBuild?:string osType:string productLineId:string apiType:string apiVersion:string instanceUuid?:string@4.0 licenseProductName?:string@4.0 licenseProductVersion?:string@4.0
AuthorizationDescription: privilege:ElementDescription[] privilegeGroup:ElementDescription[]
EntityPrivilege @5.5: entity:*ManagedEntity@5.5 privAvailability:PrivilegeAvailability[]@5.5
Permission: entity?:*ManagedEntity principal:string group:boolean roleId:int propagate:boolean
AuthorizationPrivilege: privId:string onParent:boolean name:string privGroupName:string
PrivilegeAvailability @5.5: privId:string@5.5 isGranted:boolean@5.5
AuthorizationRole: roleId:int system:boolean name:string info:Description privilege?:string[]
UserPrivilegeResult @6.5: entity:*ManagedEntity@6.5 privileges?:string[]@6.5
BatchResult @6.0: result:string@6.0 hostKey:string@6.0 ds?:*Datastore@6.0 fault?:LocalizedMethodFault@6.0
BoolPolicy < InheritablePolicy @4.0: value?:boolean@4.0
Capability: provisioningSupported:boolean multiHostSupported:boolean userShellAccessSupported:boolean supportedEVCMode?:EVCMode[]@4.0 supportedEVCGraphicsMode?:FeatureEVCMode[]@7.0.1.0 networkBackupAndRestoreSupported?:boolean@5.1 ftDrsWithoutEvcSupported?:boolean@6.7 hciWorkflowSupported?:boolean@6.7.1 computePolicyVersion?:int@6.8.7 clusterPlacementSupported?:boolean@7.0.0.0 lifecycleManagementSupported?:boolean@7.0.0.0 hostSeedingSupported?:boolean@7.0.2.0 scalableSharesSupported?:boolean@7.0.0.0 hadcsSupported?:boolean@7.0.1.1 configMgmtSupported?:boolean@7.0.3.1
ClusterComputeResourceClusterConfigResult @6.7.1: failedHosts?:FolderFailedHostResult[]@6.7.1 configuredHosts?:*HostSystem[]@6.7.1
ClusterComputeResourceCryptoModePolicy @8.0.3.0: keyId?:CryptoKeyId@8.0.3.0 providerId?:KeyProviderId@8.0.3.0
ClusterComputeResourceDVSConfigurationValidation < ClusterComputeResourceValidationResultBase @6.7.1: isDvsValid:boolean@6.7.1 isDvpgValid:boolean@6.7.1
ClusterComputeResourceDVSSetting @6.7.1: dvSwitch:*DistributedVirtualSwitch@6.7.1 pnicDevices?:string[]@6.7.1 dvPortgroupSetting?:ClusterComputeResourceDVSSettingDVPortgroupToServiceMapping[]@6.7.1
ClusterComputeResourceDVSSettingDVPortgroupToServiceMapping @6.7.1: dvPortgroup:*DistributedVirtualPortgroup@6.7.1 service:string@6.7.1
ClusterComputeResourceDvsProfile @6.7.1: dvsName?:string@6.7.1 dvSwitch?:*DistributedVirtualSwitch@6.7.1 pnicDevices?:string[]@6.7.1 dvPortgroupMapping?:ClusterComputeResourceDvsProfileDVPortgroupSpecToServiceMapping[]@6.7.1
ClusterComputeResourceDvsProfileDVPortgroupSpecToServiceMapping @6.7.1: dvPortgroupSpec?:DVPortgroupConfigSpec@6.7.1 dvPortgroup?:*DistributedVirtualPortgroup@6.7.1 service:string@6.7.1
ClusterComputeResourceHCIConfigInfo @6.7.1: workflowState:string@6.7.1 dvsSetting?:ClusterComputeResourceDVSSetting[]@6.7.1 configuredHosts?:*HostSystem[]@6.7.1 hostConfigProfile?:ClusterComputeResourceHostConfigurationProfile@6.7.1
ClusterComputeResourceHCIConfigSpec @6.7.1: dvsProf?:ClusterComputeResourceDvsProfile[]@6.7.1 hostConfigProfile?:ClusterComputeResourceHostConfigurationProfile@6.7.1 vSanConfigSpec?:SDDCBase@6.7.1 vcProf?:ClusterComputeResourceVCProfile@6.7.1
ClusterComputeResourceHostConfigurationInput @6.7.1: host:*HostSystem@6.7.1 hostVmkNics?:ClusterComputeResourceHostVmkNicInfo[]@6.7.1 allowedInNonMaintenanceMode?:boolean@6.7.1
ClusterComputeResourceHostConfigurationProfile @6.7.1: dateTimeConfig?:HostDateTimeConfig@6.7.1 lockdownMode?:HostLockdownMode@6.7.1
ClusterComputeResourceHostConfigurationValidation < ClusterComputeResourceValidationResultBase @6.7.1: host:*HostSystem@6.7.1 isDvsSettingValid?:boolean@6.7.1 isVmknicSettingValid?:boolean@6.7.1 isNtpSettingValid?:boolean@6.7.1 isLockdownModeValid?:boolean@6.7.1
ClusterComputeResourceHostEvacuationInfo @8.0.3.0: host:*HostSystem@8.0.3.0 action?:OptionValue[]@8.0.3.0
ClusterComputeResourceHostVmkNicInfo @6.7.1: nicSpec:HostVirtualNicSpec@6.7.1 service:string@6.7.1
ClusterComputeResourceMaintenanceInfo @8.0.3.0: partialMMId?:string@8.0.3.0 hostEvacInfo?:ClusterComputeResourceHostEvacuationInfo[]@8.0.3.0
ClusterComputeResourceSummary < ComputeResourceSummary: currentFailoverLevel:int admissionControlInfo?:ClusterDasAdmissionControlInfo@4.0 numVmotions:int targetBalance?:int@4.0 currentBalance?:int@4.0 drsScore?:int@7.0.0.0 numVmsPerDrsScoreBucket?:int[]@7.0.0.0 usageSummary?:ClusterUsageSummary@6.0 currentEVCModeKey?:string@4.0 currentEVCGraphicsModeKey?:string@7.0.1.0 dasData?:ClusterDasData@5.0 clusterMaintenanceModeStatus?:string@7.0.0.2 vcsHealthStatus?:string@7.0.1.1 vcsSlots?:ClusterComputeResourceVcsSlots[]@7.0.1.1
ClusterComputeResourceVCProfile @6.7.1: clusterSpec?:ClusterConfigSpecEx@6.7.1 evcModeKey?:string@6.7.1 evcGraphicsModeKey?:string@7.0.1.0
ClusterComputeResourceValidationResultBase @6.7.1: info?:LocalizableMessage[]@6.7.1
ClusterComputeResourceVcsSlots @7.0.1.1: systemId?:string@7.0.3.0 host:*HostSystem@7.0.1.1 datastore?:*Datastore[]@7.0.3.0 totalSlots:int@7.0.1.1
ComputeResourceConfigInfo: vmSwapPlacement:string spbmEnabled?:boolean@5.0 defaultHardwareVersionKey?:string@5.1 maximumHardwareVersionKey?:string@7.0.2.0
ComputeResourceConfigSpec: vmSwapPlacement?:string spbmEnabled?:boolean@5.0 defaultHardwareVersionKey?:string@5.1 desiredSoftwareSpec?:DesiredSoftwareSpec@7.0.0.0 maximumHardwareVersionKey?:string@7.0.2.0 enableConfigManager?:boolean@7.0.3.1 hostSeedSpec?:ComputeResourceHostSeedSpec@8.0.3.0
ComputeResourceHostSPBMLicenseInfo @5.0: host:*HostSystem@5.0 licenseState:ComputeResourceHostSPBMLicenseInfoHostSPBMLicenseState@5.0
ComputeResourceHostSeedSpec @8.0.3.0: singleHostSpec:ComputeResourceHostSeedSpecSingleHostSpec@8.0.3.0
ComputeResourceHostSeedSpecSingleHostSpec: newHostCnxSpec?:HostConnectSpec existingHost?:*HostSystem
ComputeResourceSummary: totalCpu:int totalMemory:long numCpuCores:short numCpuThreads:short effectiveCpu:int effectiveMemory:long numHosts:int numEffectiveHosts:int overallStatus:ManagedEntityStatus
CustomFieldDef: key:int name:string type:string managedObjectType?:string fieldDefPrivileges?:PrivilegePolicyDef fieldInstancePrivileges?:PrivilegePolicyDef
CustomFieldStringValue < CustomFieldValue: value:string
CustomFieldValue: key:int
CustomizationSpecInfo: name:string description:string type:string changeVersion?:string lastUpdateTime?:dateTime
CustomizationSpecItem: info:CustomizationSpecInfo spec:CustomizationSpec
DatacenterBasicConnectInfo @6.7.1: hostname?:string@6.7.1 error?:LocalizedMethodFault@6.7.1 serverIp?:string@6.7.1 numVm?:int@6.7.1 numPoweredOnVm?:int@6.7.1 hostProductInfo?:AboutInfo@6.7.1 hardwareVendor?:string@6.7.1 hardwareModel?:string@6.7.1
DatacenterConfigInfo @5.1: defaultHardwareVersionKey?:string@5.1 maximumHardwareVersionKey?:string@7.0.2.0
DatacenterConfigSpec @5.1: defaultHardwareVersionKey?:string@5.1 maximumHardwareVersionKey?:string@7.0.2.0
DatastoreCapability: directoryHierarchySupported:boolean rawDiskMappingsSupported:boolean perFileThinProvisioningSupported:boolean storageIORMSupported:boolean@4.1 nativeSnapshotSupported:boolean@5.1 topLevelDirectoryCreateSupported?:boolean@5.5 seSparseSupported?:boolean@5.5 vmfsSparseSupported?:boolean@6.5 vsanSparseSupported?:boolean@6.5 upitSupported?:boolean@6.5 vmdkExpandSupported?:boolean@6.7 clusteredVmdkSupported?:boolean@7.0.0.0
DatastoreHostMount: key:*HostSystem mountInfo:HostMountInfo
DatastoreInfo: name:string url:string freeSpace:long maxFileSize:long maxVirtualDiskCapacity?:long@5.5 maxMemoryFileSize:long@6.0 timestamp?:dateTime@4.0 containerId?:string@5.5 aliasOf?:string@6.7.1
DatastoreMountPathDatastorePair @4.1: oldMountPath:string@4.1 datastore:*Datastore@4.1
DatastoreSummary: datastore?:*Datastore name:string url:string capacity:long freeSpace:long uncommitted?:long@4.0 accessible:boolean multipleHostAccess?:boolean type:string maintenanceMode?:string@5.0
DatastoreVVolContainerFailoverPair @6.5: srcContainer?:string@6.5 tgtContainer:string@6.5 vvolMapping?:KeyValue[]@6.5
DatastoreNamespaceManagerDirectoryInfo @8.0.1.0: capacity:long@8.0.1.0 used:long@8.0.1.0
Description: label:string summary:string
DesiredSoftwareSpec @7.0.0.0: baseImageSpec:DesiredSoftwareSpecBaseImageSpec@7.0.0.0 vendorAddOnSpec?:DesiredSoftwareSpecVendorAddOnSpec@7.0.0.0 components?:DesiredSoftwareSpecComponentSpec[]@7.0.2.0 removedComponents?:string[]@8.0.3.0
DesiredSoftwareSpecBaseImageSpec @7.0.0.0: version:string@7.0.0.0
DesiredSoftwareSpecComponentSpec @7.0.2.0: name:string@7.0.2.0 version?:string@7.0.2.0
DesiredSoftwareSpecVendorAddOnSpec @7.0.0.0: name:string@7.0.0.0 version:string@7.0.0.0
DiagnosticManagerAuditRecordResult @7.0.3.0: records?:string[]@7.0.3.0 nextToken:string@7.0.3.0
DiagnosticManagerBundleInfo: system?:*HostSystem url:string
DiagnosticManagerLogDescriptor: key:string fileName:string creator:string format:string mimeType:string info:Description
DiagnosticManagerLogHeader: lineStart:int lineEnd:int lineText?:string[]
DVSBackupRestoreCapability @5.1: backupRestoreSupported:boolean@5.1
DVSCapability @4.0: dvsOperationSupported?:boolean@4.0 dvPortGroupOperationSupported?:boolean@4.0 dvPortOperationSupported?:boolean@4.0 compatibleHostComponentProductInfo?:DistributedVirtualSwitchHostProductSpec[]@4.0 featuresSupported?:DVSFeatureCapability@4.1
DVSConfigInfo @4.0: uuid:string@4.0 name:string@4.0 numStandalonePorts:int@4.0 numPorts:int@4.0 maxPorts:int@4.0 uplinkPortPolicy:DVSUplinkPortPolicy@4.0 uplinkPortgroup?:*DistributedVirtualPortgroup[]@4.0 defaultPortConfig:DVPortSetting@4.0 host?:DistributedVirtualSwitchHostMember[]@4.0 productInfo:DistributedVirtualSwitchProductSpec@4.0 targetInfo?:DistributedVirtualSwitchProductSpec@4.0 extensionKey?:string@4.0 vendorSpecificConfig?:DistributedVirtualSwitchKeyedOpaqueBlob[]@4.0 policy?:DVSPolicy@4.0 description?:string@4.0 configVersion:string@4.0 contact:DVSContactInfo@4.0 switchIpAddress?:string@5.0 createTime:dateTime@4.0 networkResourceManagementEnabled:boolean@4.1 defaultProxySwitchMaxNumPorts?:int@5.1 healthCheckConfig?:DVSHealthCheckConfig[]@5.1 infrastructureTrafficResourceConfig?:DvsHostInfrastructureTrafficResource[]@6.0 netResourcePoolTrafficResourceConfig?:DvsHostInfrastructureTrafficResource[]@6.7 networkResourceControlVersion?:string@6.0 vmVnicNetworkResourcePool?:DVSVmVnicNetworkResourcePool[]@6.0 pnicCapacityRatioForReservation?:int@6.0
DVSConfigSpec @4.0: configVersion?:string@4.0 name?:string@4.0 numStandalonePorts?:int@4.0 maxPorts?:int@4.0 uplinkPortPolicy?:DVSUplinkPortPolicy@4.0 uplinkPortgroup?:*DistributedVirtualPortgroup[]@4.0 defaultPortConfig?:DVPortSetting@4.0 host?:DistributedVirtualSwitchHostMemberConfigSpec[]@4.0 extensionKey?:string@4.0 description?:string@4.0 policy?:DVSPolicy@4.0 vendorSpecificConfig?:DistributedVirtualSwitchKeyedOpaqueBlob[]@4.0 contact?:DVSContactInfo@4.0 switchIpAddress?:string@5.0 defaultProxySwitchMaxNumPorts?:int@5.1 infrastructureTrafficResourceConfig?:DvsHostInfrastructureTrafficResource[]@6.0 netResourcePoolTrafficResourceConfig?:DvsHostInfrastructureTrafficResource[]@6.7 networkResourceControlVersion?:string@6.0
DVSContactInfo @4.0: name?:string@4.0 contact?:string@4.0
DVSCreateSpec @4.0: configSpec:DVSConfigSpec@4.0 productInfo?:DistributedVirtualSwitchProductSpec@4.0 capability?:DVSCapability@4.0
DVSFeatureCapability @4.1: networkResourceManagementSupported:boolean@4.1 vmDirectPathGen2Supported?:boolean@4.1 nicTeamingPolicy?:string[]@4.1 networkResourcePoolHighShareValue?:int@4.1 networkResourceManagementCapability?:DVSNetworkResourceManagementCapability@5.0 healthCheckCapability?:DVSHealthCheckCapability@5.1 rollbackCapability?:DVSRollbackCapability@5.1 backupRestoreCapability?:DVSBackupRestoreCapability@5.1 networkFilterSupported?:boolean@5.5 macLearningSupported?:boolean@6.7
DVSHealthCheckConfig @5.1: enable?:boolean@5.1 interval?:int@5.1
DVSHealthCheckCapability @5.1:
DvsHostInfrastructureTrafficResource @6.0: key:string@6.0 description?:string@6.0 allocationInfo:DvsHostInfrastructureTrafficResourceAllocation@6.0
DvsHostInfrastructureTrafficResourceAllocation @6.0: limit?:long@6.0 shares?:SharesInfo@6.0 reservation?:long@6.0
DVSNameArrayUplinkPortPolicy < DVSUplinkPortPolicy @4.0: uplinkPortName:string[]@4.0
DVSNetworkResourceManagementCapability @5.0: networkResourceManagementSupported:boolean@5.0 networkResourcePoolHighShareValue:int@5.0 qosSupported:boolean@5.0 userDefinedNetworkResourcePoolsSupported:boolean@5.0 networkResourceControlVersion3Supported?:boolean@6.0 userDefinedInfraTrafficPoolSupported?:boolean@6.7
DvsResourceRuntimeInfo @6.0: capacity?:int@6.0 usage?:int@6.0 available?:int@6.0 allocatedResource?:DvsVnicAllocatedResource[]@6.0 vmVnicNetworkResourcePoolRuntime?:DvsVmVnicNetworkResourcePoolRuntimeInfo[]@6.0
DVSRollbackCapability @5.1: rollbackSupported:boolean@5.1
DVSRuntimeInfo @5.1: hostMemberRuntime?:HostMemberRuntimeInfo[]@5.1 resourceRuntimeInfo?:DvsResourceRuntimeInfo@6.0
DVSSummary @4.0: name:string@4.0 uuid:string@4.0 numPorts:int@4.0 productInfo?:DistributedVirtualSwitchProductSpec@4.0 hostMember?:*HostSystem[]@4.0 vm?:*VirtualMachine[]@4.0 host?:*HostSystem[]@4.0 portgroupName?:string[]@4.0 description?:string@4.0 contact?:DVSContactInfo@4.0 numHosts?:int@5.5
DVSPolicy @4.0: autoPreInstallAllowed?:boolean@4.0 autoUpgradeAllowed?:boolean@4.0 partialUpgradeAllowed?:boolean@4.0
DVSUplinkPortPolicy @4.0:
EVCMode < ElementDescription @4.0: guaranteedCPUFeatures?:HostCpuIdInfo[]@4.1 featureCapability?:HostFeatureCapability[]@5.1 featureMask?:HostFeatureMask[]@5.1 featureRequirement?:VirtualMachineFeatureRequirement[]@5.1 vendor:string@4.0 track:string[]@4.1 vendorTier:int@4.0
ElementDescription < Description: key:string
EnumDescription @4.0: key:string@4.0 tags:ElementDescription[]@4.0
EnvironmentBrowserConfigOptionQuerySpec @6.0: key?:string@6.0 host?:*HostSystem@6.0 guestId?:string[]@6.0
ExtendedDescription < Description @4.0: messageCatalogKeyPrefix:string@4.0 messageArg?:KeyAnyValue[]@4.0
ExtendedElementDescription < ElementDescription @4.0: messageCatalogKeyPrefix:string@4.0 messageArg?:KeyAnyValue[]@4.0
Extension: description:Description key:string company?:string@4.0 type?:string@4.0 version:string subjectName?:string server?:ExtensionServerInfo[] client?:ExtensionClientInfo[] taskList?:ExtensionTaskTypeInfo[] eventList?:ExtensionEventTypeInfo[] faultList?:ExtensionFaultTypeInfo[] privilegeList?:ExtensionPrivilegeInfo[] resourceList?:ExtensionResourceInfo[] lastHeartbeatTime:dateTime healthInfo?:ExtensionHealthInfo@4.0 ovfConsumerInfo?:ExtensionOvfConsumerInfo@5.0 extendedProductInfo?:ExtExtendedProductInfo@5.0 managedEntityInfo?:ExtManagedEntityInfo[]@5.0 shownInSolutionManager?:boolean@5.0 solutionManagerInfo?:ExtSolutionManagerInfo@5.0
ExtensionClientInfo: version:string description:Description company:string type:string url:string
ExtensionEventTypeInfo: eventID:string eventTypeSchema?:string@4.0
ExtensionFaultTypeInfo: faultID:string
ExtensionHealthInfo @4.0: url:string@4.0
ExtensionOvfConsumerInfo @5.0: callbackUrl:string@5.0 sectionType:string[]@5.0
ExtensionPrivilegeInfo: privID:string privGroupName:string
ExtensionResourceInfo: locale:string module:string data:KeyValue[]
ExtensionServerInfo: url:string description:Description company:string type:string adminEmail:string[] serverThumbprint?:string@4.1 serverCertificate?:string@8.0.2.0
ExtensionTaskTypeInfo: taskID:string
ExtensionManagerIpAllocationUsage @5.1: extensionKey:string@5.1 numAddresses:int@5.1
FaultsByHost @6.7: host:*HostSystem@6.7 faults?:LocalizedMethodFault[]@6.7
FaultsByVM @6.7: vm:*VirtualMachine@6.7 faults?:LocalizedMethodFault[]@6.7
FeatureEVCMode < ElementDescription @7.0.1.0: mask?:HostFeatureMask[]@7.0.1.0 capability?:HostFeatureCapability[]@7.0.1.0 requirement?:VirtualMachineFeatureRequirement[]@7.0.1.0
FileLockInfo @8.0.2.0: filePath:string@8.0.2.0 host:string@8.0.2.0 mac:string@8.0.2.0 id:string@8.0.2.0 worldName:string@8.0.2.0 ownerId?:string@8.0.2.0 lockMode:string@8.0.2.0 acquired?:dateTime@8.0.2.0 heartbeat?:dateTime@8.0.2.0 refCount?:int@8.0.2.0
FileLockInfoResult @8.0.2.0: lockInfo?:FileLockInfo[]@8.0.2.0 fault?:LocalizedMethodFault@8.0.2.0
FolderBatchAddHostsToClusterResult @6.7.1: hostsAddedToCluster?:*HostSystem[]@6.7.1 hostsFailedInventoryAdd?:FolderFailedHostResult[]@6.7.1 hostsFailedMoveToCluster?:FolderFailedHostResult[]@6.7.1
FolderBatchAddStandaloneHostsResult @6.7.1: addedHosts?:*HostSystem[]@6.7.1 hostsFailedInventoryAdd?:FolderFailedHostResult[]@6.7.1
FolderFailedHostResult @6.7.1: hostName?:string@6.7.1 host?:*HostSystem@6.7.1 context:LocalizableMessage@6.7.1 fault:LocalizedMethodFault@6.7.1
FolderNewHostSpec @6.7.1: hostCnxSpec:HostConnectSpec@6.7.1 esxLicense?:string@6.7.1
HbrManagerReplicationVmInfo @5.0: state:string@5.0 progressInfo?:ReplicationVmProgressInfo@5.0 imageId?:string@5.0 lastError?:LocalizedMethodFault@5.0
ReplicationVmProgressInfo @5.0: progress:int@5.0 bytesTransferred:long@5.0 bytesToTransfer:long@5.0 checksumTotalBytes?:long@5.0 checksumComparedBytes?:long@5.0
HbrManagerVmReplicationCapability @6.0: vm:*VirtualMachine@6.0 supportedQuiesceMode:string@6.0 compressionSupported:boolean@6.0 maxSupportedSourceDiskCapacity:long@6.0 minRpo?:long@6.0 fault?:LocalizedMethodFault@6.0
HealthUpdate @6.5: entity:*ManagedEntity@6.5 healthUpdateInfoId:string@6.5 id:string@6.5 status:ManagedEntityStatus@6.5 remediation:string@6.5
HealthUpdateInfo @6.5: id:string@6.5 componentType:string@6.5 description:string@6.5
PerfInterval: key:int samplingPeriod:int name:string length:int level?:int enabled:boolean
HostServiceTicket: host?:string port?:int sslThumbprint?:string service:string serviceVersion:string sessionId:string
HostSystemReconnectSpec @5.0: syncState?:boolean@5.0
HostSystemRemediationState @6.7: state:string@6.7 operationTime:dateTime@6.7
HttpNfcLeaseCapabilities @6.7: pullModeSupported:boolean@6.7 corsSupported:boolean@6.7
HttpNfcLeaseDatastoreLeaseInfo @4.1: datastoreKey:string@4.1 hosts:HttpNfcLeaseHostInfo[]@4.1
HttpNfcLeaseDeviceUrl @4.0: key:string@4.0 importKey:string@4.0 url:string@4.0 sslThumbprint:string@4.0 disk?:boolean@4.1 targetId?:string@4.1 datastoreKey?:string@4.1 fileSize?:long@4.1
HttpNfcLeaseHostInfo @4.1: url:string@4.1 sslThumbprint:string@4.1
HttpNfcLeaseInfo @4.0: lease:*HttpNfcLease@4.0 entity:*ManagedEntity@4.0 deviceUrl?:HttpNfcLeaseDeviceUrl[]@4.0 totalDiskCapacityInKB:long@4.0 leaseTimeout:int@4.0 hostMap?:HttpNfcLeaseDatastoreLeaseInfo[]@4.1
HttpNfcLeaseManifestEntry @4.1: key:string@4.1 sha1:string@4.1 checksum?:string@6.7 checksumType?:string@6.7 size:long@4.1 disk:boolean@4.1 capacity?:long@4.1 populatedSize?:long@4.1
HttpNfcLeaseProbeResult @7.0.2.0: serverAccessible:boolean@7.0.2.0
HttpNfcLeaseSourceFile @6.7: targetDeviceId:string@6.7 url:string@6.7 memberName?:string@6.7 create:boolean@6.7 sslThumbprint?:string@6.7 httpHeaders?:KeyValue[]@6.7 size?:long@6.7
ImportSpec @4.0: entityConfig?:VAppEntityConfigInfo@4.0 instantiationOst?:OvfConsumerOstNode@5.0
InheritablePolicy @4.0: inherited:boolean@4.0
IntExpression < NegatableExpression @5.5: value?:int@5.5
IntPolicy < InheritablePolicy @4.0: value?:int@4.0
ClusterIoFilterInfo < IoFilterInfo @6.0: opType:string@6.0 vibUrl?:string@6.5
HostIoFilterInfo < IoFilterInfo @6.0: available:boolean@6.0
IoFilterInfo @6.0: id:string@6.0 name:string@6.0 vendor:string@6.0 version:string@6.0 type?:string@6.5 summary?:string@6.0 releaseDate?:string@6.0
PinnedCertificate < IoFilterManagerSslTrust @8.0.3.0: sslCertificate:string@8.0.3.0
IoFilterQueryIssueResult @6.0: opType:string@6.0 hostIssue?:IoFilterHostIssue[]@6.0
IoFilterHostIssue @6.0: host:*HostSystem@6.0 issue:LocalizedMethodFault[]@6.0
IoFilterManagerSslTrust @8.0.3.0:
UntrustedCertificate < IoFilterManagerSslTrust @8.0.3.0:
IpAddress < NegatableExpression @5.5:
IpPoolManagerIpAllocation @5.1: ipAddress:string@5.1 allocationId:string@5.1
IpRange < IpAddress @5.5: addressPrefix:string@5.5 prefixLength?:int@5.5
KeyValue: key:string value:string
LatencySensitivity @5.1: level:LatencySensitivitySensitivityLevel@5.1 sensitivity?:int@5.1
LicenseAssignmentManagerLicenseAssignment @4.0: entityId:string@4.0 scope?:string@4.0 entityDisplayName?:string@4.0 assignedLicense:LicenseManagerLicenseInfo@4.0 properties?:KeyAnyValue[]@4.0
LicenseAvailabilityInfo: feature:LicenseFeatureInfo total:int available:int
LicenseDiagnostics: sourceLastChanged:dateTime sourceLost:string sourceLatency:float licenseRequests:string licenseRequestFailures:string licenseFeatureUnknowns:string opState:LicenseManagerState lastStatusUpdate:dateTime opFailureMessage:string
LicenseManagerEvaluationInfo @4.0: properties:KeyAnyValue[]@4.0
EvaluationLicenseSource < LicenseSource: remainingHours?:long
LicenseFeatureInfo: key:string featureName:string featureDescription?:string state?:LicenseFeatureInfoState costUnit:string sourceRestriction?:string dependentKey?:string[] edition?:boolean expiresOn?:dateTime
HostLicensableResourceInfo @5.0: resource:KeyAnyValue[]@5.0
LicenseManagerLicenseInfo @4.0: licenseKey:string@4.0 editionKey:string@4.0 name:string@4.0 total:int@4.0 used?:int@4.0 costUnit:string@4.0 properties?:KeyAnyValue[]@4.0 labels?:KeyValue[]@4.0
LicenseServerSource < LicenseSource: licenseServer:string
LicenseSource:
LicenseUsageInfo: source:LicenseSource sourceAvailable:boolean reservationInfo?:LicenseReservationInfo[] featureInfo?:LicenseFeatureInfo[]
LocalLicenseSource < LicenseSource: licenseKeys:string
LicenseReservationInfo: key:string state:LicenseReservationInfoState required:int
LocalizationManagerMessageCatalog @4.0: moduleName:string@4.0 catalogName:string@4.0 locale:string@4.0 catalogUri:string@4.0 lastModified?:dateTime@4.0 md5sum?:string@4.0 version?:string@5.0
LongPolicy < InheritablePolicy @4.0: value?:long@4.0
MacAddress < NegatableExpression @5.5:
MacRange < MacAddress @5.5: address:string@5.5 mask:string@5.5
MethodDescription < Description: key:string
NegatableExpression @5.5: negate?:boolean@5.5
NetworkSummary: network?:*Network name:string accessible:boolean ipPoolName:string@4.0 ipPoolId?:int@5.1
NumericRange @4.0: start:int@4.0 end:int@4.0
OpaqueNetworkCapability @6.5: networkReservationSupported:boolean@6.5
OpaqueNetworkSummary < NetworkSummary @5.5: opaqueNetworkId:string@5.5 opaqueNetworkType:string@5.5
OvfConsumerOstNode @5.0: id:string@5.0 type:string@5.0 section?:OvfConsumerOvfSection[]@5.0 child?:OvfConsumerOstNode[]@5.0 entity?:*ManagedEntity@5.0
OvfConsumerOvfSection @5.0: lineNumber:int@5.0 xml:string@5.0
OvfManagerCommonParams @4.0: locale:string@4.0 deploymentOption:string@4.0 msgBundle?:KeyValue[]@4.0 importOption?:string[]@5.1
OvfCreateDescriptorParams @4.0: ovfFiles?:OvfFile[]@4.0 name?:string@4.0 description?:string@4.0 includeImageFiles?:boolean@4.1 exportOption?:string[]@5.1 snapshot?:*VirtualMachineSnapshot@5.5
OvfCreateDescriptorResult @4.0: ovfDescriptor:string@4.0 error?:LocalizedMethodFault[]@4.0 warning?:LocalizedMethodFault[]@4.0 includeImageFiles?:boolean@4.1
OvfCreateImportSpecParams < OvfManagerCommonParams @4.0: entityName:string@4.0 hostSystem?:*HostSystem@4.0 networkMapping?:OvfNetworkMapping[]@4.0 ipAllocationPolicy?:string@4.0 ipProtocol?:string@4.0 propertyMapping?:KeyValue[]@4.0 resourceMapping?:OvfResourceMap[]@4.1 diskProvisioning?:string@4.1 instantiationOst?:OvfConsumerOstNode@5.0
OvfCreateImportSpecResult @4.0: importSpec?:ImportSpec@4.0 fileItem?:OvfFileItem[]@4.0 warning?:LocalizedMethodFault[]@4.0 error?:LocalizedMethodFault[]@4.0
OvfDeploymentOption @4.0: key:string@4.0 label:string@4.0 description:string@4.0
OvfFileItem @4.0: deviceId:string@4.0 path:string@4.0 compressionMethod?:string@4.0 chunkSize?:long@4.0 size?:long@4.0 cimType:int@4.0 create:boolean@4.0
OvfNetworkInfo @4.0: name:string@4.0 description:string@4.0
OvfNetworkMapping @4.0: name:string@4.0 network:*Network@4.0
OvfFile @4.0: deviceId:string@4.0 path:string@4.0 compressionMethod?:string@4.0 chunkSize?:long@4.0 size:long@4.0 capacity?:long@4.1 populatedSize?:long@4.1
OvfOptionInfo @5.1: option:string@5.1 description:LocalizableMessage@5.1
OvfParseDescriptorParams < OvfManagerCommonParams @4.0:
OvfParseDescriptorResult @4.0: eula?:string[]@4.0 network?:OvfNetworkInfo[]@4.0 ipAllocationScheme?:string[]@4.0 ipProtocols?:string[]@4.0 property?:VAppPropertyInfo[]@4.0 productInfo?:VAppProductInfo@4.0 annotation:string@4.0 approximateDownloadSize?:long@4.0 approximateFlatDeploymentSize?:long@4.0 approximateSparseDeploymentSize?:long@4.0 defaultEntityName:string@4.0 virtualApp:boolean@4.0 deploymentOption?:OvfDeploymentOption[]@4.0 defaultDeploymentOption:string@4.0 entityName?:KeyValue[]@4.1 annotatedOst?:OvfConsumerOstNode@5.0 error?:LocalizedMethodFault[]@4.0 warning?:LocalizedMethodFault[]@4.0
OvfResourceMap @4.1: source:string@4.1 parent?:*ResourcePool@4.1 resourceSpec?:ResourceConfigSpec@4.1 datastore?:*Datastore@4.1
OvfValidateHostParams < OvfManagerCommonParams @4.0:
OvfValidateHostResult @4.0: downloadSize?:long@4.0 flatDeploymentSize?:long@4.0 sparseDeploymentSize?:long@4.0 error?:LocalizedMethodFault[]@4.0 warning?:LocalizedMethodFault[]@4.0 supportedDiskProvisioning?:string[]@4.1
PasswordField @4.0: value:string@4.0
PerformanceDescription: counterType:ElementDescription[] statsType:ElementDescription[]
PerfCompositeMetric: entity?:PerfEntityMetricBase childEntity?:PerfEntityMetricBase[]
PerfCounterInfo: key:int nameInfo:ElementDescription groupInfo:ElementDescription unitInfo:ElementDescription rollupType:PerfSummaryType statsType:PerfStatsType level?:int perDeviceLevel?:int@4.1 associatedCounterId?:int[]
PerformanceManagerCounterLevelMapping @4.1: counterId:int@4.1 aggregateLevel?:int@4.1 perDeviceLevel?:int@4.1
PerfEntityMetric < PerfEntityMetricBase: sampleInfo?:PerfSampleInfo[] value?:PerfMetricSeries[]
PerfEntityMetricBase: entity:*ManagedObject
PerfEntityMetricCSV < PerfEntityMetricBase: sampleInfoCSV:string value?:PerfMetricSeriesCSV[]
PerfMetricIntSeries < PerfMetricSeries: value?:long[]
PerfMetricId: counterId:int instance:string
PerfMetricSeries: id:PerfMetricId
PerfMetricSeriesCSV < PerfMetricSeries: value?:string
PerfProviderSummary: entity:*ManagedObject currentSupported:boolean summarySupported:boolean refreshRate?:int
PerfQuerySpec: entity:*ManagedObject startTime?:dateTime endTime?:dateTime maxSample?:int metricId?:PerfMetricId[] intervalId?:int format?:string
PerfSampleInfo: timestamp:dateTime interval:int
PosixUserSearchResult < UserSearchResult: id:int shellAccess?:boolean
PrivilegePolicyDef: createPrivilege:string readPrivilege:string updatePrivilege:string deletePrivilege:string
ResourceAllocationInfo: reservation?:long expandableReservation?:boolean limit?:long shares?:SharesInfo overheadLimit?:long
ResourceAllocationOption @4.1: sharesOption:SharesOption@4.1
ResourceConfigOption @4.1: cpuAllocationOption:ResourceAllocationOption@4.1 memoryAllocationOption:ResourceAllocationOption@4.1
ResourceConfigSpec: entity?:*ManagedEntity changeVersion?:string lastModified?:dateTime cpuAllocation:ResourceAllocationInfo memoryAllocation:ResourceAllocationInfo scaleDescendantsShares?:string@7.0.0.0
DatabaseSizeEstimate @4.0: size:long@4.0
DatabaseSizeParam @4.0: inventoryDesc:InventoryDescription@4.0 perfStatsDesc?:PerformanceStatisticsDescription@4.0
InventoryDescription @4.0: numHosts:int@4.0 numVirtualMachines:int@4.0 numResourcePools?:int@4.0 numClusters?:int@4.0 numCpuDev?:int@4.0 numNetDev?:int@4.0 numDiskDev?:int@4.0 numvCpuDev?:int@4.0 numvNetDev?:int@4.0 numvDiskDev?:int@4.0
PerformanceStatisticsDescription @4.0: intervals?:PerfInterval[]@4.0
ResourcePoolResourceUsage: reservationUsed:long reservationUsedForVm:long unreservedForPool:long unreservedForVm:long overallUsage:long maxUsage:long
ResourcePoolRuntimeInfo: memory:ResourcePoolResourceUsage cpu:ResourcePoolResourceUsage overallStatus:ManagedEntityStatus sharesScalable?:string@7.0.0.0
ResourcePoolSummary: name:string config:ResourceConfigSpec runtime:ResourcePoolRuntimeInfo quickStats?:ResourcePoolQuickStats@4.0 configuredMemoryMB?:int@4.0
ResourcePoolQuickStats @4.0: overallCpuUsage?:long@4.0 overallCpuDemand?:long@4.0 guestMemoryUsage?:long@4.0 hostMemoryUsage?:long@4.0 distributedCpuEntitlement?:long@4.0 distributedMemoryEntitlement?:long@4.0 staticCpuEntitlement?:int@4.0 staticMemoryEntitlement?:int@4.0 privateMemory?:long@4.0 sharedMemory?:long@4.0 swappedMemory?:long@4.0 balloonedMemory?:long@4.0 overheadMemory?:long@4.0 consumedOverheadMemory?:long@4.0 compressedMemory?:long@4.1
SDDCBase @6.0:
SelectionSet @5.0:
HostVMotionCompatibility: host:*HostSystem compatibility?:string[]
ProductComponentInfo: id:string name:string version:string release:int
ServiceContent: rootFolder:*Folder propertyCollector:*PropertyCollector viewManager?:*ViewManager about:AboutInfo setting?:*OptionManager userDirectory?:*UserDirectory sessionManager?:*SessionManager authorizationManager?:*AuthorizationManager serviceManager?:*ServiceManager@5.1 perfManager?:*PerformanceManager scheduledTaskManager?:*ScheduledTaskManager alarmManager?:*AlarmManager eventManager?:*EventManager taskManager?:*TaskManager extensionManager?:*ExtensionManager customizationSpecManager?:*CustomizationSpecManager guestCustomizationManager?:*VirtualMachineGuestCustomizationManager@6.8.7 customFieldsManager?:*CustomFieldsManager accountManager?:*HostLocalAccountManager diagnosticManager?:*DiagnosticManager licenseManager?:*LicenseManager searchIndex?:*SearchIndex fileManager?:*FileManager datastoreNamespaceManager?:*DatastoreNamespaceManager@5.5 virtualDiskManager?:*VirtualDiskManager virtualizationManager?:*VirtualizationManager snmpSystem?:*HostSnmpSystem@4.0 vmProvisioningChecker?:*VirtualMachineProvisioningChecker@4.0 vmCompatibilityChecker?:*VirtualMachineCompatibilityChecker@4.0 ovfManager?:*OvfManager@4.0 ipPoolManager?:*IpPoolManager@4.0 dvSwitchManager?:*DistributedVirtualSwitchManager@4.0 hostProfileManager?:*HostProfileManager@4.0 clusterProfileManager?:*ClusterProfileManager@4.0 complianceManager?:*ProfileComplianceManager@4.0 localizationManager?:*LocalizationManager@4.0 storageResourceManager?:*StorageResourceManager@4.1 guestOperationsManager?:*GuestOperationsManager@5.0 overheadMemoryManager?:*OverheadMemoryManager@6.0 certificateManager?:*CertificateManager@6.0 ioFilterManager?:*IoFilterManager@6.0 vStorageObjectManager?:*VStorageObjectManagerBase@6.5 hostSpecManager?:*HostSpecificationManager@6.5 cryptoManager?:*CryptoManager@6.5 healthUpdateManager?:*HealthUpdateManager@6.5 failoverClusterConfigurator?:*FailoverClusterConfigurator@6.5 failoverClusterManager?:*FailoverClusterManager@6.5 tenantManager?:*TenantTenantManager@6.9.1 siteInfoManager?:*SiteInfoManager@7.0.0.0 storageQueryManager?:*StorageQueryManager@6.7.2
ServiceLocator @6.0: instanceUuid:string@6.0 url:string@6.0 credential:ServiceLocatorCredential@6.0 sslThumbprint?:string@6.0
ServiceLocatorCredential @6.0:
ServiceLocatorNamePassword < ServiceLocatorCredential @6.0: username:string@6.0 password:string@6.0
ServiceLocatorSAMLCredential < ServiceLocatorCredential @6.0: token?:string@6.0
ServiceManagerServiceInfo: serviceName:string location?:string[] service:*ManagedObject description:string
SessionManagerGenericServiceTicket @5.0: id:string@5.0 hostName?:string@5.1 sslThumbprint?:string@5.1 certThumbprintList?:VirtualMachineCertThumbprint[]@7.0.3.1 ticketType?:string@7.0.2.0
SessionManagerHttpServiceRequestSpec < SessionManagerServiceRequestSpec @5.0: method?:string@5.0 url:string@5.0
SessionManagerLocalTicket: userName:string passwordFilePath:string
SessionManagerServiceRequestSpec @5.0:
SessionManagerVmomiServiceRequestSpec < SessionManagerServiceRequestSpec @5.1: method:string@5.1
SharesInfo: shares:int level:SharesLevel
SharesOption @4.1: sharesOption:IntOption@4.1 defaultLevel:SharesLevel@4.1
SingleIp < IpAddress @5.5: address:string@5.5
SingleMac < MacAddress @5.5: address:string@5.5
SiteInfo @7.0.0.0:
StoragePodSummary @5.0: name:string@5.0 capacity:long@5.0 freeSpace:long@5.0
StorageIOAllocationInfo @4.1: limit?:long@4.1 shares?:SharesInfo@4.1 reservation?:int@5.5
StorageIOAllocationOption @4.1: limitOption:LongOption@4.1 sharesOption:SharesOption@4.1
StorageIORMInfo @4.1: enabled:boolean@4.1 congestionThresholdMode:string@5.1 congestionThreshold:int@4.1 percentOfPeakThroughput?:int@5.1 statsCollectionEnabled:boolean@5.0 reservationEnabled:boolean@6.0 statsAggregationDisabled?:boolean@5.0 reservableIopsThreshold?:int@6.0
StorageIORMConfigOption @4.1: enabledOption:BoolOption@4.1 congestionThresholdOption:IntOption@4.1 statsCollectionEnabledOption:BoolOption@5.0 reservationEnabledOption:BoolOption@6.0
StorageIORMConfigSpec @4.1: enabled?:boolean@4.1 congestionThresholdMode?:string@5.1 congestionThreshold?:int@4.1 percentOfPeakThroughput?:int@5.1 statsCollectionEnabled?:boolean@5.0 reservationEnabled?:boolean@6.0 statsAggregationDisabled?:boolean@5.0 reservableIopsThreshold?:int@6.0
PodStorageDrsEntry @5.0: storageDrsConfig:StorageDrsConfigInfo@5.0 recommendation?:ClusterRecommendation[]@5.0 drsFault?:ClusterDrsFaults[]@5.0 actionHistory?:ClusterActionHistory[]@5.0
StoragePerformanceSummary @5.1: interval:int@5.1 percentile:int[]@5.1 datastoreReadLatency:double[]@5.1 datastoreWriteLatency:double[]@5.1 datastoreVmLatency:double[]@5.1 datastoreReadIops:double[]@5.1 datastoreWriteIops:double[]@5.1 siocActivityDuration:int@5.1
StorageResourceManagerStorageProfileStatistics @6.0: profileId:string@6.0 totalSpaceMB:long@6.0 usedSpaceMB:long@6.0
StringExpression < NegatableExpression @5.5: value?:string@5.5
StringPolicy < InheritablePolicy @4.0: value?:string@4.0
Tag @4.0: key:string@4.0
TaskDescription: methodInfo:ElementDescription[] state:ElementDescription[] reason:TypeDescription[]
TaskFilterSpec: entity?:TaskFilterSpecByEntity time?:TaskFilterSpecByTime userName?:TaskFilterSpecByUsername activationId?:string[]@6.0 state?:TaskInfoState[] alarm?:*Alarm scheduledTask?:*ScheduledTask eventChainId?:int[]@4.0 tag?:string[]@4.0 parentTaskKey?:string[]@4.0 rootTaskKey?:string[]@4.0
TaskFilterSpecByEntity: entity:*ManagedEntity recursion:TaskFilterSpecRecursionOption
TaskFilterSpecByTime: timeType:TaskFilterSpecTimeOption beginTime?:dateTime endTime?:dateTime
TaskFilterSpecByUsername: systemUser:boolean userList?:string[]
TaskInfo: key:string task:*Task description?:LocalizableMessage@4.0 name?:string descriptionId:string entity?:*ManagedEntity entityName?:string locked?:*ManagedEntity[] state:TaskInfoState cancelled:boolean cancelable:boolean error?:LocalizedMethodFault result?:anyType progress?:int progressDetails?:KeyAnyValue[]@8.0.1.0 reason:TaskReason queueTime:dateTime startTime?:dateTime completeTime?:dateTime eventChainId:int changeTag?:string@4.0 parentTaskKey?:string@4.0 rootTaskKey?:string@4.0 activationId?:string@6.0
TaskInfoFilterSpec @8.0.3.0: filterTaskResults?:TaskInfoFilterSpecFilterTaskResults@8.0.3.0
TaskInfoFilterSpecFilterTaskResults @8.0.3.0: removeAll?:boolean@8.0.3.0 descriptionIds?:string[]@8.0.3.0 filterIn?:boolean@8.0.3.0
TaskReason:
TaskReasonAlarm < TaskReason: alarmName:string alarm:*Alarm entityName:string entity:*ManagedEntity
TaskReasonSchedule < TaskReason: name:string scheduledTask:*ScheduledTask
TaskReasonSystem < TaskReason:
TaskReasonUser < TaskReason: userName:string
TypeDescription < Description: key:string
UpdateVirtualMachineFilesResult @4.1: failedVmFile?:UpdateVirtualMachineFilesResultFailedVmFileInfo[]@4.1
UpdateVirtualMachineFilesResultFailedVmFileInfo @4.1: vmFile:string@4.1 fault:LocalizedMethodFault@4.1
UserSearchResult: principal:string fullName?:string group:boolean
UserSession: key:string userName:string fullName:string loginTime:dateTime lastActiveTime:dateTime locale:string messageLocale:string extensionSession:boolean@5.0 ipAddress:string@5.1 userAgent:string@5.1 callCount:long@5.1
VVolVmConfigFileUpdateResult @6.5: succeededVmConfigFile?:KeyValue[]@6.5 failedVmConfigFile?:VVolVmConfigFileUpdateResultFailedVmConfigFileInfo[]@6.5
VVolVmConfigFileUpdateResultFailedVmConfigFileInfo @6.5: targetConfigVVolId:string@6.5 dsPath?:string@7.0.0.0 fault:LocalizedMethodFault@6.5
VASAStorageArray @6.0: name:string@6.0 uuid:string@6.0 vendorId:string@6.0 modelId:string@6.0 discoverySvcInfo?:VASAStorageArrayDiscoverySvcInfo[]@8.0.0.0
VASAStorageArrayDiscoveryFcTransport @8.0.0.0: nodeWwn:string@8.0.0.0 portWwn:string@8.0.0.0
VASAStorageArrayDiscoveryIpTransport @8.0.0.0: ipAddress:string@8.0.0.0 portNumber?:string@8.0.0.0
VASAStorageArrayDiscoverySvcInfo @8.0.0.0: portType:string@8.0.0.0 svcNqn:string@8.0.0.0 ipInfo?:VASAStorageArrayDiscoveryIpTransport@8.0.0.0 fcInfo?:VASAStorageArrayDiscoveryFcTransport@8.0.0.0
VasaProviderContainerSpec @6.0: vasaProviderInfo?:VimVasaProviderInfo[]@6.0 scId:string@6.0 deleted:boolean@6.0 stretched?:boolean@8.0.3.0
VimVasaProvider @6.0: uid?:string@6.7 url:string@6.0 name?:string@6.0 selfSignedCertificate?:string@6.0 vhostConfig?:VimVasaProviderVirtualHostConfig@8.0.1.0 versionId?:int@8.0.1.0
VimVasaProviderStatePerArray @6.0: priority:int@6.0 arrayId:string@6.0 active:boolean@6.0
VimVasaProviderVirtualHostConfig @8.0.1.0: vhostName?:string@8.0.1.0 serviceHost:string@8.0.1.0 servicePort?:int@8.0.1.0
VimVasaProviderInfo @6.0: provider:VimVasaProvider@6.0 arrayState?:VimVasaProviderStatePerArray[]@6.0
VirtualAppLinkInfo @4.1: key:*ManagedEntity@4.1 destroyWithParent?:boolean@4.1
VirtualAppSummary < ResourcePoolSummary @4.0: product?:VAppProductInfo@4.0 vAppState?:VirtualAppVAppState@4.0 suspended?:boolean@4.1 installBootRequired?:boolean@4.0 instanceUuid?:string@4.1
DeviceBackedVirtualDiskSpec < VirtualDiskSpec: device:string
FileBackedVirtualDiskSpec < VirtualDiskSpec: capacityKb:long profile?:VirtualMachineProfileSpec[]@5.5 crypto?:CryptoSpec@6.5
SeSparseVirtualDiskSpec < FileBackedVirtualDiskSpec @5.1: grainSizeKb?:int@5.1
VirtualDiskSpec: diskType:string adapterType:string
VirtualMachineConnection @7.0.1.0: label:string@7.0.1.0 client:string@7.0.1.0 userName:string@7.0.1.0
DiskChangeInfo @4.0: startOffset:long@4.0 length:long@4.0 changedArea?:DiskChangeExtent[]@4.0
DiskChangeExtent @4.0: start:long@4.0 length:long@4.0
VirtualMachineDisplayTopology @2.5u2server: x:int@2.5u2server y:int@2.5u2server width:int@2.5u2server height:int@2.5u2server
VirtualMachineMksConnection < VirtualMachineConnection @7.0.1.0:
VirtualMachineMksTicket: ticket:string cfgFile:string host?:string port?:int sslThumbprint?:string
StorageRequirement @5.0: datastore:*Datastore@5.0 freeSpaceRequiredInKb:long@5.0
VirtualMachineTicket @4.1: ticket:string@4.1 cfgFile:string@4.1 host?:string@4.1 port?:int@4.1 sslThumbprint?:string@4.1 certThumbprintList?:VirtualMachineCertThumbprint[]@7.0.3.1 url?:string@7.0.0.0
VirtualMachineWipeResult @5.1: diskId:int@5.1 shrinkableDiskSpace:long@5.1
Action:
CreateTaskAction < Action: taskTypeId:string cancelable:boolean
MethodAction < Action: name:string argument?:MethodActionArgument[]
MethodActionArgument: value?:anyType
RunScriptAction < Action: script:string
SendEmailAction < Action: toList:string ccList:string subject:string body:string
SendSNMPAction < Action:
AlarmAction:
AlarmDescription: expr:TypeDescription[] stateOperator:ElementDescription[] metricOperator:ElementDescription[] hostSystemConnectionState:ElementDescription[] virtualMachinePowerState:ElementDescription[] datastoreConnectionState:ElementDescription[]@4.0 hostSystemPowerState:ElementDescription[]@4.0 virtualMachineGuestHeartbeatStatus:ElementDescription[]@4.0 entityStatus:ElementDescription[] action:TypeDescription[]
AlarmExpression:
AlarmFilterSpec @6.7: status?:ManagedEntityStatus[]@6.7 typeEntity?:string@6.7 typeTrigger?:string@6.7
AlarmInfo < AlarmSpec: key:string alarm:*Alarm entity:*ManagedEntity lastModifiedTime:dateTime lastModifiedUser:string creationEventId:int
AlarmSetting: toleranceRange:int reportingFrequency:int
AlarmSpec: name:string systemName?:string@5.0 description:string enabled:boolean expression:AlarmExpression action?:AlarmAction actionFrequency?:int@4.0 setting?:AlarmSetting
AlarmState: key:string entity:*ManagedEntity alarm:*Alarm overallStatus:ManagedEntityStatus time:dateTime acknowledged?:boolean@4.0 acknowledgedByUser?:string@4.0 acknowledgedTime?:dateTime@4.0 eventKey?:int@6.0 disabled?:boolean@6.9.1
AlarmTriggeringAction < AlarmAction: action:Action transitionSpecs?:AlarmTriggeringActionTransitionSpec[]@4.0 green2yellow:boolean yellow2red:boolean red2yellow:boolean yellow2green:boolean
AlarmTriggeringActionTransitionSpec @4.0: startState:ManagedEntityStatus@4.0 finalState:ManagedEntityStatus@4.0 repeats:boolean@4.0
AndAlarmExpression < AlarmExpression: expression:AlarmExpression[]
EventAlarmExpression < AlarmExpression: comparisons?:EventAlarmExpressionComparison[]@4.0 eventType:string eventTypeId?:string objectType?:string@4.0 status?:ManagedEntityStatus@4.0
EventAlarmExpressionComparison @4.0: attributeName:string@4.0 operator:string@4.0 value:string@4.0
GroupAlarmAction < AlarmAction: action:AlarmAction[]
MetricAlarmExpression < AlarmExpression: operator:MetricAlarmOperator type:string metric:PerfMetricId yellow?:int yellowInterval?:int@4.0 red?:int redInterval?:int@4.0
OrAlarmExpression < AlarmExpression: expression:AlarmExpression[]
StateAlarmExpression < AlarmExpression: operator:StateAlarmOperator type:string statePath:string yellow?:string red?:string
ClusterAction: type:string target?:*ManagedObject
ClusterActionHistory: action:ClusterAction time:dateTime
ClusterAffinityRuleSpec < ClusterRuleInfo: vm:*VirtualMachine[]
ClusterAntiAffinityRuleSpec < ClusterRuleInfo: vm:*VirtualMachine[]
ClusterAttemptedVmInfo: vm:*VirtualMachine task?:*Task
ClusterClusterInitialPlacementAction < ClusterAction @8.0.0.1: targetHost?:*HostSystem@8.0.0.1 pool:*ResourcePool@8.0.0.1 configSpec?:VirtualMachineConfigSpec@8.0.0.1
ClusterConfigInfo: dasConfig:ClusterDasConfigInfo dasVmConfig?:ClusterDasVmConfigInfo[] drsConfig:ClusterDrsConfigInfo drsVmConfig?:ClusterDrsVmConfigInfo[] rule?:ClusterRuleInfo[]
ClusterConfigInfoEx < ComputeResourceConfigInfo: systemVMsConfig?:ClusterSystemVMsConfigInfo@7.0.3.0 dasConfig:ClusterDasConfigInfo dasVmConfig?:ClusterDasVmConfigInfo[] drsConfig:ClusterDrsConfigInfo drsVmConfig?:ClusterDrsVmConfigInfo[] rule?:ClusterRuleInfo[] orchestration?:ClusterOrchestrationInfo@6.5 vmOrchestration?:ClusterVmOrchestrationInfo[]@6.5 dpmConfigInfo?:ClusterDpmConfigInfo dpmHostConfig?:ClusterDpmHostConfigInfo[] vsanConfigInfo?:VsanClusterConfigInfo@5.5 vsanHostConfig?:VsanHostConfigInfo[]@5.5 group?:ClusterGroupInfo[]@4.1 infraUpdateHaConfig?:ClusterInfraUpdateHaConfigInfo@6.5 proactiveDrsConfig?:ClusterProactiveDrsConfigInfo@6.5 cryptoConfig?:ClusterCryptoConfigInfo@7.0.0.0
ClusterConfigSpec: dasConfig?:ClusterDasConfigInfo dasVmConfigSpec?:ClusterDasVmConfigSpec[] drsConfig?:ClusterDrsConfigInfo drsVmConfigSpec?:ClusterDrsVmConfigSpec[] rulesSpec?:ClusterRuleSpec[]
ClusterConfigSpecEx < ComputeResourceConfigSpec: systemVMsConfig?:ClusterSystemVMsConfigSpec@7.0.3.0 dasConfig?:ClusterDasConfigInfo dasVmConfigSpec?:ClusterDasVmConfigSpec[] drsConfig?:ClusterDrsConfigInfo drsVmConfigSpec?:ClusterDrsVmConfigSpec[] rulesSpec?:ClusterRuleSpec[] orchestration?:ClusterOrchestrationInfo@6.5 vmOrchestrationSpec?:ClusterVmOrchestrationSpec[]@6.5 dpmConfig?:ClusterDpmConfigInfo dpmHostConfigSpec?:ClusterDpmHostConfigSpec[] vsanConfig?:VsanClusterConfigInfo@5.5 vsanHostConfigSpec?:VsanHostConfigInfo[]@5.5 groupSpec?:ClusterGroupSpec[]@4.1 infraUpdateHaConfig?:ClusterInfraUpdateHaConfigInfo@6.5 proactiveDrsConfig?:ClusterProactiveDrsConfigInfo@6.5 inHciWorkflow?:boolean@6.7.1 cryptoConfig?:ClusterCryptoConfigInfo@7.0.0.0
ClusterCryptoConfigInfo @7.0.0.0: cryptoMode?:string@7.0.0.0 policy?:ClusterComputeResourceCryptoModePolicy@8.0.3.0
ClusterDasAamHostInfo < ClusterDasHostInfo @4.0: hostDasState?:ClusterDasAamNodeState[]@4.0 primaryHosts?:string[]@4.0
ClusterDasAamNodeState @4.0: host:*HostSystem@4.0 name:string@4.0 configState:string@4.0 runtimeState:string@4.0
ClusterDasAdmissionControlInfo @4.0:
ClusterDasAdmissionControlPolicy @4.0: resourceReductionToToleratePercent?:int@6.5 pMemAdmissionControlEnabled?:boolean@7.0.2.0
ClusterDasAdvancedRuntimeInfo @4.0: dasHostInfo?:ClusterDasHostInfo@4.0 vmcpSupported?:ClusterDasAdvancedRuntimeInfoVmcpCapabilityInfo@6.0 heartbeatDatastoreInfo?:DasHeartbeatDatastoreInfo[]@5.0
DasHeartbeatDatastoreInfo @5.0: datastore:*Datastore@5.0 hosts:*HostSystem[]@5.0
ClusterDasAdvancedRuntimeInfoVmcpCapabilityInfo @6.0: storageAPDSupported:boolean@6.0 storagePDLSupported:boolean@6.0
ClusterDasConfigInfo: enabled?:boolean vmMonitoring?:string@4.0 hostMonitoring?:string@4.0 vmComponentProtecting?:string@6.0 failoverLevel?:int admissionControlPolicy?:ClusterDasAdmissionControlPolicy@4.0 admissionControlEnabled?:boolean defaultVmSettings?:ClusterDasVmSettings option?:OptionValue[] heartbeatDatastore?:*Datastore[]@5.0 hBDatastoreCandidatePolicy?:string@5.0
ClusterDasData @5.0:
ClusterDasDataSummary < ClusterDasData @5.0: hostListVersion:long@5.0 clusterConfigVersion:long@5.0 compatListVersion:long@5.0
ClusterDasFailoverLevelAdvancedRuntimeInfo < ClusterDasAdvancedRuntimeInfo @4.0: slotInfo:ClusterDasFailoverLevelAdvancedRuntimeInfoSlotInfo@4.0 totalSlots:int@4.0 usedSlots:int@4.0 unreservedSlots:int@4.0 totalVms:int@4.0 totalHosts:int@4.0 totalGoodHosts:int@4.0 hostSlots?:ClusterDasFailoverLevelAdvancedRuntimeInfoHostSlots[]@4.0 vmsRequiringMultipleSlots?:ClusterDasFailoverLevelAdvancedRuntimeInfoVmSlots[]@5.1
ClusterDasFailoverLevelAdvancedRuntimeInfoHostSlots @4.0: host:*HostSystem@4.0 slots:int@4.0
ClusterDasFailoverLevelAdvancedRuntimeInfoSlotInfo @4.0: numVcpus:int@4.0 cpuMHz:int@4.0 memoryMB:int@4.0
ClusterDasFailoverLevelAdvancedRuntimeInfoVmSlots @5.1: vm:*VirtualMachine@5.1 slots:int@5.1
ClusterDasFdmHostState @5.0: state:string@5.0 stateReporter?:*HostSystem@5.0
ClusterDasHostInfo @4.0:
ClusterDasHostRecommendation @4.0: host:*HostSystem@4.0 drsRating?:int@4.0
ClusterDasVmConfigInfo: key:*VirtualMachine restartPriority?:DasVmPriority powerOffOnIsolation?:boolean dasSettings?:ClusterDasVmSettings
ClusterDasVmConfigSpec < ArrayUpdateSpec: info?:ClusterDasVmConfigInfo
ClusterDasVmSettings: restartPriority?:string restartPriorityTimeout?:int@6.5 isolationResponse?:string vmToolsMonitoringSettings?:ClusterVmToolsMonitoringSettings@4.0 vmComponentProtectionSettings?:ClusterVmComponentProtectionSettings@6.0
ClusterDatastoreUpdateSpec < ArrayUpdateSpec @7.0.3.0: datastore?:*Datastore@7.0.3.0
ClusterDependencyRuleInfo < ClusterRuleInfo @6.5: vmGroup:string@6.5 dependsOnVmGroup:string@6.5
ClusterDpmConfigInfo: enabled?:boolean defaultDpmBehavior?:DpmBehavior hostPowerActionRate?:int@4.0 option?:OptionValue[]
ClusterDpmHostConfigInfo: key:*HostSystem enabled?:boolean behavior?:DpmBehavior
ClusterDpmHostConfigSpec < ArrayUpdateSpec: info?:ClusterDpmHostConfigInfo
ClusterDrsConfigInfo: enabled?:boolean enableVmBehaviorOverrides?:boolean@4.0 defaultVmBehavior?:DrsBehavior vmotionRate?:int scaleDescendantsShares?:string@7.0.0.0 option?:OptionValue[]
ClusterDrsFaults @4.0: reason:string@4.0 faultsByVm:ClusterDrsFaultsFaultsByVm[]@4.0
ClusterDrsFaultsFaultsByVirtualDisk < ClusterDrsFaultsFaultsByVm @5.0: disk?:VirtualDiskId@5.0
ClusterDrsFaultsFaultsByVm @4.0: vm?:*VirtualMachine@4.0 fault:LocalizedMethodFault[]@4.0
ClusterDrsMigration: key:string time:dateTime vm:*VirtualMachine cpuLoad?:int memoryLoad?:long source:*HostSystem sourceCpuLoad?:int sourceMemoryLoad?:long destination:*HostSystem destinationCpuLoad?:int destinationMemoryLoad?:long
ClusterDrsRecommendation: key:string rating:int reason:string reasonText:string migrationList:ClusterDrsMigration[]
ClusterDrsVmConfigInfo: key:*VirtualMachine enabled?:boolean behavior?:DrsBehavior
ClusterDrsVmConfigSpec < ArrayUpdateSpec: info?:ClusterDrsVmConfigInfo
ClusterEVCManagerCheckResult @6.0: evcModeKey:string@6.0 error:LocalizedMethodFault@6.0 host?:*HostSystem[]@6.0
ClusterEVCManagerEVCState @6.0: supportedEVCMode:EVCMode[]@6.0 currentEVCModeKey?:string@6.0 guaranteedCPUFeatures?:HostCpuIdInfo[]@6.0 featureCapability?:HostFeatureCapability[]@6.0 featureMask?:HostFeatureMask[]@6.0 featureRequirement?:VirtualMachineFeatureRequirement[]@6.0
ClusterEnterMaintenanceResult @5.0: recommendations?:ClusterRecommendation[]@5.0 fault?:ClusterDrsFaults@5.0
ClusterFailoverHostAdmissionControlInfo < ClusterDasAdmissionControlInfo @4.0: hostStatus?:ClusterFailoverHostAdmissionControlInfoHostStatus[]@4.0
ClusterFailoverHostAdmissionControlInfoHostStatus @4.0: host:*HostSystem@4.0 status:ManagedEntityStatus@4.0
ClusterFailoverHostAdmissionControlPolicy < ClusterDasAdmissionControlPolicy @4.0: failoverHosts?:*HostSystem[]@4.0 failoverLevel?:int@6.5
ClusterFailoverLevelAdmissionControlInfo < ClusterDasAdmissionControlInfo @4.0: currentFailoverLevel:int@4.0
ClusterFailoverLevelAdmissionControlPolicy < ClusterDasAdmissionControlPolicy @4.0: failoverLevel:int@4.0 slotPolicy?:ClusterSlotPolicy@5.1
ClusterFailoverResourcesAdmissionControlInfo < ClusterDasAdmissionControlInfo @4.0: currentCpuFailoverResourcesPercent:int@4.0 currentMemoryFailoverResourcesPercent:int@4.0 currentPMemFailoverResourcesPercent?:int@7.0.2.0
ClusterFailoverResourcesAdmissionControlPolicy < ClusterDasAdmissionControlPolicy @4.0: cpuFailoverResourcesPercent:int@4.0 memoryFailoverResourcesPercent:int@4.0 failoverLevel?:int@6.5 autoComputePercentages?:boolean@6.5 pMemFailoverResourcesPercent?:int@7.0.2.0 autoComputePMemFailoverResourcesPercent?:boolean@7.0.2.0
ClusterFixedSizeSlotPolicy < ClusterSlotPolicy @5.1: cpu:int@5.1 memory:int@5.1
ClusterFtVmHostRuleInfo < ClusterRuleInfo @8.0.3.0: vmGroupName:string@8.0.3.0 hostGroupName?:string[]@8.0.3.0
ClusterGroupInfo @4.1: name:string@4.1 userCreated?:boolean@5.0 uniqueID?:string@6.0
ClusterGroupSpec < ArrayUpdateSpec @4.1: info?:ClusterGroupInfo@4.1
ClusterHostGroup < ClusterGroupInfo @4.1: host?:*HostSystem[]@4.1
ClusterHostInfraUpdateHaModeAction < ClusterAction @6.5: operationType:string@6.5
ClusterHostPowerAction < ClusterAction: operationType:HostPowerOperationType powerConsumptionWatt?:int cpuCapacityMHz?:int memCapacityMB?:int
ClusterHostRecommendation: host:*HostSystem rating:int
ClusterInfraUpdateHaConfigInfo @6.5: enabled?:boolean@6.5 behavior?:string@6.5 moderateRemediation?:string@6.5 severeRemediation?:string@6.5 providers?:string[]@6.5
ClusterInitialPlacementAction < ClusterAction: targetHost:*HostSystem pool?:*ResourcePool
ClusterMigrationAction < ClusterAction: drsMigration?:ClusterDrsMigration
ClusterNotAttemptedVmInfo: vm:*VirtualMachine fault:LocalizedMethodFault
ClusterOrchestrationInfo @6.5: defaultVmReadiness?:ClusterVmReadiness@6.5
PlacementAction < ClusterAction @6.0: vm?:*VirtualMachine@6.0 targetHost?:*HostSystem@6.0 relocateSpec?:VirtualMachineRelocateSpec@6.0
PlacementResult @6.0: recommendations?:ClusterRecommendation[]@6.0 drsFault?:ClusterDrsFaults@6.0
PlacementSpec @6.0: priority?:VirtualMachineMovePriority@6.0 vm?:*VirtualMachine@6.0 configSpec?:VirtualMachineConfigSpec@6.0 relocateSpec?:VirtualMachineRelocateSpec@6.0 hosts?:*HostSystem[]@6.0 datastores?:*Datastore[]@6.0 storagePods?:*StoragePod[]@6.0 disallowPrerequisiteMoves?:boolean@6.0 rules?:ClusterRuleInfo[]@6.0 key?:string@6.0 placementType?:string@6.0 cloneSpec?:VirtualMachineCloneSpec@6.0 cloneName?:string@6.0
ClusterPowerOnVmResult: attempted?:ClusterAttemptedVmInfo[] notAttempted?:ClusterNotAttemptedVmInfo[] recommendations?:ClusterRecommendation[]
ClusterPreemptibleVmPairInfo @8.0.0.1: id?:int@8.0.0.1 monitoredVm:*VirtualMachine@8.0.0.1 preemptibleVm:*VirtualMachine@8.0.0.1
ClusterPreemptibleVmPairSpec < ArrayUpdateSpec @8.0.0.1: info?:ClusterPreemptibleVmPairInfo@8.0.0.1
ClusterProactiveDrsConfigInfo @6.5: enabled?:boolean@6.5
ClusterRecommendation: key:string type:string time:dateTime rating:int reason:string reasonText:string warningText?:string@6.0 warningDetails?:LocalizableMessage@6.0 prerequisite?:string[] action?:ClusterAction[] target?:*ManagedObject
ClusterResourceUsageSummary @6.0: cpuUsedMHz:int@6.0 cpuCapacityMHz:int@6.0 memUsedMB:int@6.0 memCapacityMB:int@6.0 pMemAvailableMB?:long@6.7 pMemCapacityMB?:long@6.7 storageUsedMB:long@6.0 storageCapacityMB:long@6.0
ClusterRuleInfo: key?:int status?:ManagedEntityStatus enabled?:boolean name?:string mandatory?:boolean@4.1 userCreated?:boolean@4.1 inCompliance?:boolean@4.1 ruleUuid?:string@6.0
ClusterRuleSpec < ArrayUpdateSpec: info?:ClusterRuleInfo
ClusterSlotPolicy @5.1:
ClusterSystemVMsConfigInfo @7.0.3.0: allowedDatastores?:*Datastore[]@7.0.3.0 notAllowedDatastores?:*Datastore[]@7.0.3.0 dsTagCategoriesToExclude?:string[]@7.0.3.0 deploymentMode?:string@8.0.2.0
ClusterSystemVMsConfigSpec @7.0.3.0: allowedDatastores?:ClusterDatastoreUpdateSpec[]@7.0.3.0 notAllowedDatastores?:ClusterDatastoreUpdateSpec[]@7.0.3.0 dsTagCategoriesToExclude?:ClusterTagCategoryUpdateSpec[]@7.0.3.0 deploymentMode?:string@8.0.2.0
ClusterTagCategoryUpdateSpec < ArrayUpdateSpec @7.0.3.0: category?:string@7.0.3.0
ClusterUsageSummary @6.0: totalCpuCapacityMhz:int@6.0 totalMemCapacityMB:int@6.0 cpuReservationMhz:int@6.0 memReservationMB:int@6.0 poweredOffCpuReservationMhz?:int@6.0 poweredOffMemReservationMB?:int@6.0 cpuDemandMhz:int@6.0 memDemandMB:int@6.0 statsGenNumber:long@6.0 cpuEntitledMhz:int@6.0 memEntitledMB:int@6.0 poweredOffVmCount:int@6.0 totalVmCount:int@6.0
ClusterVmComponentProtectionSettings @6.0: vmStorageProtectionForAPD?:string@6.0 enableAPDTimeoutForHosts?:boolean@6.0 vmTerminateDelayForAPDSec?:int@6.0 vmReactionOnAPDCleared?:string@6.0 vmStorageProtectionForPDL?:string@6.0
ClusterVmGroup < ClusterGroupInfo @4.1: vm?:*VirtualMachine[]@4.1
ClusterVmHostRuleInfo < ClusterRuleInfo @4.1: vmGroupName?:string@4.1 affineHostGroupName?:string@4.1 antiAffineHostGroupName?:string@4.1
ClusterVmOrchestrationInfo @6.5: vm:*VirtualMachine@6.5 vmReadiness:ClusterVmReadiness@6.5
ClusterVmOrchestrationSpec < ArrayUpdateSpec @6.5: info?:ClusterVmOrchestrationInfo@6.5
ClusterVmReadiness @6.5: readyCondition?:string@6.5 postReadyDelay?:int@6.5
ClusterVmToolsMonitoringSettings @4.0: enabled?:boolean@4.0 vmMonitoring?:string@4.1 clusterSettings?:boolean@4.0 failureInterval?:int@4.0 minUpTime?:int@4.0 maxFailures?:int@4.0 maxFailureWindow?:int@4.0
DistributedVirtualPort @4.0: key:string@4.0 config:DVPortConfigInfo@4.0 dvsUuid:string@4.0 portgroupKey?:string@4.0 proxyHost?:*HostSystem@4.0 connectee?:DistributedVirtualSwitchPortConnectee@4.0 conflict:boolean@4.0 conflictPortKey?:string@4.0 state?:DVPortState@4.0 connectionCookie?:int@4.0 lastStatusChange:dateTime@4.0 hostLocalPort?:boolean@5.1 externalId?:string@7.0.0.0 segmentPortId?:string@7.0.0.0
DVPortConfigInfo @4.0: name?:string@4.0 scope?:*ManagedEntity[]@4.0 description?:string@4.0 setting?:DVPortSetting@4.0 configVersion:string@4.0
DVPortConfigSpec @4.0: operation:string@4.0 key?:string@4.0 name?:string@4.0 scope?:*ManagedEntity[]@4.0 description?:string@4.0 setting?:DVPortSetting@4.0 configVersion?:string@4.0
DvsFilterConfig < InheritablePolicy @5.5: key?:string@5.5 agentName?:string@5.5 slotNumber?:string@5.5 parameters?:DvsFilterParameter@5.5 onFailure?:string@5.5
DvsFilterConfigSpec < DvsFilterConfig @5.5: operation:string@5.5
DvsFilterParameter @5.5: parameters?:string[]@5.5
DvsFilterPolicy < InheritablePolicy @5.5: filterConfig?:DvsFilterConfig[]@5.5
DVSHostLocalPortInfo @5.1: switchUuid:string@5.1 portKey:string@5.1 setting:DVPortSetting@5.1 vnic:string@5.1
DVPortStatus @4.0: linkUp:boolean@4.0 blocked:boolean@4.0 vlanIds?:NumericRange[]@4.0 trunkingMode?:boolean@4.0 mtu?:int@4.0 linkPeer?:string@4.0 macAddress?:string@4.0 statusDetail?:string@4.1 vmDirectPathGen2Active?:boolean@4.1 vmDirectPathGen2InactiveReasonNetwork?:string[]@4.1 vmDirectPathGen2InactiveReasonOther?:string[]@4.1 vmDirectPathGen2InactiveReasonExtended?:string@4.1
DVPortSetting @4.0: blocked?:BoolPolicy@4.0 vmDirectPathGen2Allowed?:BoolPolicy@4.1 inShapingPolicy?:DVSTrafficShapingPolicy@4.0 outShapingPolicy?:DVSTrafficShapingPolicy@4.0 vendorSpecificConfig?:DVSVendorSpecificConfig@4.0 networkResourcePoolKey?:StringPolicy@5.0 filterPolicy?:DvsFilterPolicy@5.5
DVPortState @4.0: runtimeInfo?:DVPortStatus@4.0 stats:DistributedVirtualSwitchPortStatistics@4.0 vendorSpecificState?:DistributedVirtualSwitchKeyedOpaqueBlob[]@4.0
DvsTrafficFilterConfig < DvsFilterConfig @5.5: trafficRuleset?:DvsTrafficRuleset@5.5
DvsTrafficFilterConfigSpec < DvsTrafficFilterConfig @5.5: operation:string@5.5
DVSTrafficShapingPolicy < InheritablePolicy @4.0: enabled?:BoolPolicy@4.0 averageBandwidth?:LongPolicy@4.0 peakBandwidth?:LongPolicy@4.0 burstSize?:LongPolicy@4.0
DVSVendorSpecificConfig < InheritablePolicy @4.0: keyValue?:DistributedVirtualSwitchKeyedOpaqueBlob[]@4.0
DVPortgroupConfigInfo @4.0: key:string@4.0 name:string@4.0 numPorts:int@4.0 distributedVirtualSwitch?:*DistributedVirtualSwitch@4.0 defaultPortConfig?:DVPortSetting@4.0 description?:string@4.0 type:string@4.0 backingType?:string@7.0.0.0 policy:DVPortgroupPolicy@4.0 portNameFormat?:string@4.0 scope?:*ManagedEntity[]@4.0 vendorSpecificConfig?:DistributedVirtualSwitchKeyedOpaqueBlob[]@4.0 configVersion?:string@4.0 autoExpand?:boolean@5.0 vmVnicNetworkResourcePoolKey?:string@6.0 uplink?:boolean@6.5 transportZoneUuid?:string@7.0.0.0 transportZoneName?:string@7.0.0.0 logicalSwitchUuid?:string@7.0.0.0 segmentId?:string@7.0.0.0
DVPortgroupConfigSpec @4.0: configVersion?:string@4.0 name?:string@4.0 numPorts?:int@4.0 portNameFormat?:string@4.0 defaultPortConfig?:DVPortSetting@4.0 description?:string@4.0 type?:string@4.0 backingType?:string@7.0.0.0 scope?:*ManagedEntity[]@4.0 policy?:DVPortgroupPolicy@4.0 vendorSpecificConfig?:DistributedVirtualSwitchKeyedOpaqueBlob[]@4.0 autoExpand?:boolean@5.0 vmVnicNetworkResourcePoolKey?:string@6.0 transportZoneUuid?:string@7.0.0.0 transportZoneName?:string@7.0.0.0 logicalSwitchUuid?:string@7.0.0.0 segmentId?:string@7.0.0.0
DistributedVirtualPortgroupNsxPortgroupOperationResult @7.0.0.0: portgroups?:*DistributedVirtualPortgroup[]@7.0.0.0 problems?:DistributedVirtualPortgroupProblem[]@7.0.0.0
DVPortgroupPolicy @4.0: blockOverrideAllowed:boolean@4.0 shapingOverrideAllowed:boolean@4.0 vendorConfigOverrideAllowed:boolean@4.0 livePortMovingAllowed:boolean@4.0 portConfigResetAtDisconnect:boolean@4.0 networkResourcePoolOverrideAllowed?:boolean@5.0 trafficFilterOverrideAllowed?:boolean@5.5
DistributedVirtualPortgroupProblem @7.0.0.0: logicalSwitchUuid:string@7.0.0.0 fault:LocalizedMethodFault@7.0.0.0
DistributedVirtualPortgroupInfo @4.0: switchName:string@4.0 switchUuid:string@4.0 portgroupName:string@4.0 portgroupKey:string@4.0 portgroupType:string@4.0 uplinkPortgroup:boolean@4.0 portgroup:*DistributedVirtualPortgroup@4.0 networkReservationSupported?:boolean@6.0 backingType?:string@7.0.0.0 logicalSwitchUuid?:string@7.0.0.0 segmentId?:string@7.0.0.0
DVPortgroupSelection < SelectionSet @5.0: dvsUuid:string@5.0 portgroupKey:string[]@5.0
DistributedVirtualSwitchInfo @4.0: switchName:string@4.0 switchUuid:string@4.0 distributedVirtualSwitch:*DistributedVirtualSwitch@4.0 networkReservationSupported?:boolean@6.0
DistributedVirtualSwitchManagerCompatibilityResult @4.1: host:*HostSystem@4.1 error?:LocalizedMethodFault[]@4.1
DVSManagerDvsConfigTarget @4.0: distributedVirtualPortgroup?:DistributedVirtualPortgroupInfo[]@4.0 distributedVirtualSwitch?:DistributedVirtualSwitchInfo[]@4.0
DistributedVirtualSwitchManagerDvsProductSpec @4.1: newSwitchProductSpec?:DistributedVirtualSwitchProductSpec@4.1 distributedVirtualSwitch?:*DistributedVirtualSwitch@4.1
DistributedVirtualSwitchManagerHostArrayFilter < DistributedVirtualSwitchManagerHostDvsFilterSpec @4.1: host:*HostSystem[]@4.1
DistributedVirtualSwitchManagerHostContainer @4.1: container:*ManagedEntity@4.1 recursive:boolean@4.1
DistributedVirtualSwitchManagerHostContainerFilter < DistributedVirtualSwitchManagerHostDvsFilterSpec @4.1: hostContainer:DistributedVirtualSwitchManagerHostContainer@4.1
DistributedVirtualSwitchManagerHostDvsFilterSpec @4.1: inclusive:boolean@4.1
DistributedVirtualSwitchManagerHostDvsMembershipFilter < DistributedVirtualSwitchManagerHostDvsFilterSpec @4.1: distributedVirtualSwitch:*DistributedVirtualSwitch@4.1
DistributedVirtualSwitchManagerImportResult @5.1: distributedVirtualSwitch?:*DistributedVirtualSwitch[]@5.1 distributedVirtualPortgroup?:*DistributedVirtualPortgroup[]@5.1 importFault?:ImportOperationBulkFaultFaultOnImport[]@5.1
DVSManagerPhysicalNicsList @8.0.0.1: host:*HostSystem@8.0.0.1 physicalNics?:PhysicalNic[]@8.0.0.1
DVSSelection < SelectionSet @5.0: dvsUuid:string@5.0
EntityBackup @5.1:
EntityBackupConfig @5.1: entityType:string@5.1 configBlob:base64Binary@5.1 key?:string@5.1 name?:string@5.1 container?:*ManagedEntity@5.1 configVersion?:string@5.1
DVSFilterSpecConnecteeSpec @8.0.3.0:
DVSFilterSpecPnicConnecteeSpec < DVSFilterSpecConnecteeSpec @8.0.3.0: pnicNameSpec?:string@8.0.3.0
DVSFilterSpecPvlanSpec < DVSFilterSpecVlanSpec @8.0.3.0: pvlanId?:int@8.0.3.0
DVSFilterSpecTrunkVlanSpec < DVSFilterSpecVlanSpec @8.0.3.0: range?:NumericRange@8.0.3.0
DVSFilterSpecVlanIdSpec < DVSFilterSpecVlanSpec @8.0.3.0: vlanId?:int@8.0.3.0
DVSFilterSpecVlanSpec @8.0.3.0:
DVSFilterSpecVmConnecteeSpec < DVSFilterSpecConnecteeSpec @8.0.3.0: vmNameSpec?:string@8.0.3.0
DVSFilterSpecVmknicConnecteeSpec < DVSFilterSpecConnecteeSpec @8.0.3.0: vmknicNameSpec?:string@8.0.3.0
DistributedVirtualSwitchHostMember @4.0: runtimeState?:DistributedVirtualSwitchHostMemberRuntimeState@5.0 config:DistributedVirtualSwitchHostMemberConfigInfo@4.0 productInfo?:DistributedVirtualSwitchProductSpec@4.0 uplinkPortKey?:string[]@4.0 status:string@4.0 statusDetail?:string@4.1
DistributedVirtualSwitchHostMemberBacking @4.0:
DistributedVirtualSwitchHostMemberConfigInfo @4.0: host?:*HostSystem@4.0 maxProxySwitchPorts:int@4.0 vendorSpecificConfig?:DistributedVirtualSwitchKeyedOpaqueBlob[]@4.0 backing:DistributedVirtualSwitchHostMemberBacking@4.0 nsxSwitch?:boolean@7.0.0.0 ensEnabled?:boolean@7.0.0.0 ensInterruptEnabled?:boolean@7.0.0.0 transportZones?:DistributedVirtualSwitchHostMemberTransportZoneInfo[]@7.0.0.0 nsxtUsedUplinkNames?:string[]@7.0.0.0 networkOffloadingEnabled?:boolean@8.0.0.1
DistributedVirtualSwitchHostMemberConfigSpec @4.0: operation:string@4.0 host:*HostSystem@4.0 backing?:DistributedVirtualSwitchHostMemberBacking@4.0 maxProxySwitchPorts?:int@4.0 vendorSpecificConfig?:DistributedVirtualSwitchKeyedOpaqueBlob[]@4.0
HostMemberHealthCheckResult @5.1: summary?:string@5.1
DistributedVirtualSwitchHostMemberHostUplinkState @8.0.3.0: uplinkName:string@8.0.3.0 state:string@8.0.3.0
DistributedVirtualSwitchHostMemberPnicBacking < DistributedVirtualSwitchHostMemberBacking @4.0: pnicSpec?:DistributedVirtualSwitchHostMemberPnicSpec[]@4.0
DistributedVirtualSwitchHostMemberPnicSpec @4.0: pnicDevice:string@4.0 uplinkPortKey?:string@4.0 uplinkPortgroupKey?:string@4.0 connectionCookie?:int@4.0
HostMemberRuntimeInfo @5.1: host:*HostSystem@5.1 status?:string@5.1 statusDetail?:string@5.1 nsxtStatus?:string@7.0.0.0 nsxtStatusDetail?:string@7.0.0.0 healthCheckResult?:HostMemberHealthCheckResult[]@5.1 hostUplinkState?:DistributedVirtualSwitchHostMemberHostUplinkState[]@8.0.3.0
DistributedVirtualSwitchHostMemberRuntimeState @5.0: currentMaxProxySwitchPorts:int@5.0
DistributedVirtualSwitchHostMemberTransportZoneInfo @7.0.0.0: uuid:string@7.0.0.0 type:string@7.0.0.0
HostMemberUplinkHealthCheckResult < HostMemberHealthCheckResult @5.1: uplinkPortKey:string@5.1
DistributedVirtualSwitchHostProductSpec @4.0: productLineId?:string@4.0 version?:string@4.0
DistributedVirtualSwitchKeyedOpaqueBlob @4.0: key:string@4.0 opaqueData:string@4.0
DistributedVirtualSwitchNetworkOffloadSpec @8.0.0.1: id:string@8.0.0.1 name?:string@8.0.0.1 types?:string[]@8.0.0.1
DVSNetworkResourcePool @4.1: key:string@4.1 name?:string@4.1 description?:string@4.1 configVersion:string@4.1 allocationInfo:DVSNetworkResourcePoolAllocationInfo@4.1
DVSNetworkResourcePoolAllocationInfo @4.1: limit?:long@4.1 shares?:SharesInfo@4.1 priorityTag?:int@5.0
DVSNetworkResourcePoolConfigSpec @4.1: key:string@4.1 configVersion?:string@4.1 allocationInfo?:DVSNetworkResourcePoolAllocationInfo@4.1 name?:string@5.0 description?:string@5.0
DistributedVirtualSwitchPortConnectee @4.0: connectedEntity?:*ManagedEntity@4.0 nicKey?:string@4.0 type?:string@4.0 addressHint?:string@4.0
DistributedVirtualSwitchPortConnection @4.0: switchUuid:string@4.0 portgroupKey?:string@4.0 portKey?:string@4.0 connectionCookie?:int@4.0
DistributedVirtualSwitchPortCriteria @4.0: connected?:boolean@4.0 active?:boolean@4.0 uplinkPort?:boolean@4.0 nsxPort?:boolean@7.0.0.0 scope?:*ManagedEntity@4.0 portgroupKey?:string[]@4.0 inside?:boolean@4.0 portKey?:string[]@4.0 host?:*HostSystem[]@6.5
DistributedVirtualSwitchPortStatistics @4.0: packetsInMulticast:long@4.0 packetsOutMulticast:long@4.0 bytesInMulticast:long@4.0 bytesOutMulticast:long@4.0 packetsInUnicast:long@4.0 packetsOutUnicast:long@4.0 bytesInUnicast:long@4.0 bytesOutUnicast:long@4.0 packetsInBroadcast:long@4.0 packetsOutBroadcast:long@4.0 bytesInBroadcast:long@4.0 bytesOutBroadcast:long@4.0 packetsInDropped:long@4.0 packetsOutDropped:long@4.0 packetsInException:long@4.0 packetsOutException:long@4.0 bytesInFromPnic?:long@6.5 bytesOutToPnic?:long@6.5
DistributedVirtualSwitchProductSpec @4.0: name?:string@4.0 vendor?:string@4.0 version?:string@4.0 build?:string@4.0 forwardingClass?:string@4.0 bundleId?:string@4.0 bundleUrl?:string@4.0
DvsTrafficRule @5.5: key?:string@5.5 description?:string@5.5 sequence?:int@5.5 qualifier?:DvsNetworkRuleQualifier[]@5.5 action?:DvsNetworkRuleAction@5.5 direction?:string@5.5
DvsAcceptNetworkRuleAction < DvsNetworkRuleAction @5.5:
DvsNetworkRuleAction @5.5:
DvsCopyNetworkRuleAction < DvsNetworkRuleAction @5.5:
DvsDropNetworkRuleAction < DvsNetworkRuleAction @5.5:
DvsGreEncapNetworkRuleAction < DvsNetworkRuleAction @5.5: encapsulationIp:SingleIp@5.5
DvsIpPort < NegatableExpression @5.5:
DvsIpPortRange < DvsIpPort @5.5: startPortNumber:int@5.5 endPortNumber:int@5.5
DvsIpNetworkRuleQualifier < DvsNetworkRuleQualifier @5.5: sourceAddress?:IpAddress@5.5 destinationAddress?:IpAddress@5.5 protocol?:IntExpression@5.5 sourceIpPort?:DvsIpPort@5.5 destinationIpPort?:DvsIpPort@5.5 tcpFlags?:IntExpression@5.5
DvsLogNetworkRuleAction < DvsNetworkRuleAction @5.5:
DvsMacNetworkRuleQualifier < DvsNetworkRuleQualifier @5.5: sourceAddress?:MacAddress@5.5 destinationAddress?:MacAddress@5.5 protocol?:IntExpression@5.5 vlanId?:IntExpression@5.5
DvsMacRewriteNetworkRuleAction < DvsNetworkRuleAction @5.5: rewriteMac:string@5.5
DvsPuntNetworkRuleAction < DvsNetworkRuleAction @5.5:
DvsNetworkRuleQualifier @5.5: key?:string@5.5
DvsRateLimitNetworkRuleAction < DvsNetworkRuleAction @5.5: packetsPerSecond:int@5.5
DvsSingleIpPort < DvsIpPort @5.5: portNumber:int@5.5
DvsSystemTrafficNetworkRuleQualifier < DvsNetworkRuleQualifier @5.5: typeOfSystemTraffic?:StringExpression@5.5
DvsUpdateTagNetworkRuleAction < DvsNetworkRuleAction @5.5: qosTag?:int@5.5 dscpTag?:int@5.5
DvsTrafficRuleset @5.5: key?:string@5.5 enabled?:boolean@5.5 precedence?:int@5.5 rules?:DvsTrafficRule[]@5.5
DVSVmVnicNetworkResourcePool @6.0: key:string@6.0 name?:string@6.0 description?:string@6.0 configVersion:string@6.0 allocationInfo?:DvsVmVnicResourceAllocation@6.0
DvsVmVnicResourcePoolConfigSpec @6.0: operation:string@6.0 key?:string@6.0 configVersion?:string@6.0 allocationInfo?:DvsVmVnicResourceAllocation@6.0 name?:string@6.0 description?:string@6.0
DvsVmVnicResourceAllocation @6.0: reservationQuota?:long@6.0
DvsVmVnicNetworkResourcePoolRuntimeInfo @6.0: key:string@6.0 name?:string@6.0 capacity?:int@6.0 usage?:int@6.0 available?:int@6.0 status:string@6.0 allocatedResource?:DvsVnicAllocatedResource[]@6.0
DvsVnicAllocatedResource @6.0: vm:*VirtualMachine@6.0 vnicKey:string@6.0 reservation?:long@6.0
VMwareDVSConfigInfo < DVSConfigInfo @4.0: vspanSession?:VMwareVspanSession[]@5.0 pvlanConfig?:VMwareDVSPvlanMapEntry[]@4.0 maxMtu:int@4.0 linkDiscoveryProtocolConfig?:LinkDiscoveryProtocolConfig@4.0 ipfixConfig?:VMwareIpfixConfig@5.0 lacpGroupConfig?:VMwareDvsLacpGroupConfig[]@5.5 lacpApiVersion?:string@5.5 multicastFilteringMode?:string@6.0 networkOffloadSpecId?:string@8.0.0.1 networkOffloadConfig?:VmwareDistributedVirtualSwitchNetworkOffloadConfig@8.0.3.0
VMwareDVSConfigSpec < DVSConfigSpec @4.0: pvlanConfigSpec?:VMwareDVSPvlanConfigSpec[]@4.0 vspanConfigSpec?:VMwareDVSVspanConfigSpec[]@5.0 maxMtu?:int@4.0 linkDiscoveryProtocolConfig?:LinkDiscoveryProtocolConfig@4.0 ipfixConfig?:VMwareIpfixConfig@5.0 lacpApiVersion?:string@5.5 multicastFilteringMode?:string@6.0 networkOffloadSpecId?:string@8.0.0.1 networkOffloadConfig?:VmwareDistributedVirtualSwitchNetworkOffloadConfig@8.0.3.0
VmwareDistributedVirtualSwitchDpuFailoverPolicy @8.0.3.0: activeUplink?:string[]@8.0.3.0 standbyUplink?:string[]@8.0.3.0
VMwareDvsDpuCapability @8.0.0.1: networkOffloadSupported?:boolean@8.0.0.1 activeStandbyModeSupported?:boolean@8.0.3.0
DVSFailureCriteria < InheritablePolicy @4.0: checkSpeed?:StringPolicy@4.0 speed?:IntPolicy@4.0 checkDuplex?:BoolPolicy@4.0 fullDuplex?:BoolPolicy@4.0 checkErrorPercent?:BoolPolicy@4.0 percentage?:IntPolicy@4.0 checkBeacon?:BoolPolicy@4.0
VMwareDVSFeatureCapability < DVSFeatureCapability @4.1: vspanSupported?:boolean@5.0 lldpSupported?:boolean@5.0 ipfixSupported?:boolean@5.0 ipfixCapability?:VMwareDvsIpfixCapability@6.0 multicastSnoopingSupported?:boolean@6.0 vspanCapability?:VMwareDVSVspanCapability@5.1 lacpCapability?:VMwareDvsLacpCapability@5.1 dpuCapability?:VMwareDvsDpuCapability@8.0.0.1 nsxSupported?:boolean@7.0.0.0 mtuCapability?:VMwareDvsMtuCapability@7.0.2.0
VMwareIpfixConfig @5.0: collectorIpAddress?:string@5.0 collectorPort?:int@5.0 observationDomainId?:long@6.0 activeFlowTimeout:int@5.0 idleFlowTimeout:int@5.0 samplingRate:int@5.0 internalFlowsOnly:boolean@5.0
VMwareDvsIpfixCapability @6.0: ipfixSupported?:boolean@6.0 ipv6ForIpfixSupported?:boolean@6.0 observationDomainIdSupported?:boolean@6.0
VMwareDvsLacpCapability @5.1: lacpSupported?:boolean@5.1 multiLacpGroupSupported?:boolean@5.5 lacpFastModeSupported?:boolean@7.0.2.0
VMwareDvsLacpGroupConfig @5.5: key?:string@5.5 name?:string@5.5 mode?:string@5.5 uplinkNum?:int@5.5 loadbalanceAlgorithm?:string@5.5 vlan?:VMwareDvsLagVlanConfig@5.5 ipfix?:VMwareDvsLagIpfixConfig@5.5 uplinkName?:string[]@5.5 uplinkPortKey?:string[]@5.5 timeoutMode?:string@7.0.2.0
VMwareDvsLacpGroupSpec @5.5: lacpGroupConfig:VMwareDvsLacpGroupConfig@5.5 operation:string@5.5
VMwareDvsLagIpfixConfig @5.5: ipfixEnabled?:boolean@5.5
VMwareDvsLagVlanConfig @5.5: vlanId?:NumericRange[]@5.5
DVSMacLearningPolicy < InheritablePolicy @6.7: enabled:boolean@6.7 allowUnicastFlooding?:boolean@6.7 limit?:int@6.7 limitPolicy?:string@6.7
DVSMacManagementPolicy < InheritablePolicy @6.7: allowPromiscuous?:boolean@6.7 macChanges?:boolean@6.7 forgedTransmits?:boolean@6.7 macLearningPolicy?:DVSMacLearningPolicy@6.7
VMwareDvsMtuCapability @7.0.2.0: minMtuSupported:int@7.0.2.0 maxMtuSupported:int@7.0.2.0
VMwareDVSMtuHealthCheckResult < HostMemberUplinkHealthCheckResult @5.1: mtuMismatch:boolean@5.1 vlanSupportSwitchMtu?:NumericRange[]@5.1 vlanNotSupportSwitchMtu?:NumericRange[]@5.1
VmwareDistributedVirtualSwitchNetworkOffloadConfig @8.0.3.0: dpuFailoverPolicy?:VmwareDistributedVirtualSwitchDpuFailoverPolicy@8.0.3.0
VMwareDVSPvlanConfigSpec @4.0: pvlanEntry:VMwareDVSPvlanMapEntry@4.0 operation:string@4.0
VMwareDVSPvlanMapEntry @4.0: primaryVlanId:int@4.0 secondaryVlanId:int@4.0 pvlanType:string@4.0
VmwareDistributedVirtualSwitchPvlanSpec < VmwareDistributedVirtualSwitchVlanSpec @4.0: pvlanId:int@4.0
DVSSecurityPolicy < InheritablePolicy @4.0: allowPromiscuous?:BoolPolicy@4.0 macChanges?:BoolPolicy@4.0 forgedTransmits?:BoolPolicy@4.0
VMwareDVSTeamingHealthCheckConfig < VMwareDVSHealthCheckConfig @5.1:
VMwareDVSTeamingHealthCheckResult < HostMemberHealthCheckResult @5.1: teamingStatus:string@5.1
VmwareDistributedVirtualSwitchTrunkVlanSpec < VmwareDistributedVirtualSwitchVlanSpec @4.0: vlanId?:NumericRange[]@4.0
VMwareUplinkLacpPolicy < InheritablePolicy @5.1: enable?:BoolPolicy@5.1 mode?:StringPolicy@5.1
VMwareUplinkPortOrderPolicy < InheritablePolicy @4.0: activeUplinkPort?:string[]@4.0 standbyUplinkPort?:string[]@4.0
VmwareUplinkPortTeamingPolicy < InheritablePolicy @4.0: policy?:StringPolicy@4.0 reversePolicy?:BoolPolicy@4.0 notifySwitches?:BoolPolicy@4.0 rollingOrder?:BoolPolicy@4.0 failureCriteria?:DVSFailureCriteria@4.0 uplinkPortOrder?:VMwareUplinkPortOrderPolicy@4.0
VMwareDVSPortgroupPolicy < DVPortgroupPolicy @4.0: vlanOverrideAllowed:boolean@4.0 uplinkTeamingOverrideAllowed:boolean@4.0 securityPolicyOverrideAllowed:boolean@4.0 ipfixOverrideAllowed?:boolean@5.0 macManagementOverrideAllowed?:boolean@6.7.1
VMwareDVSVlanHealthCheckResult < HostMemberUplinkHealthCheckResult @5.1: trunkedVlan?:NumericRange[]@5.1 untrunkedVlan?:NumericRange[]@5.1
VmwareDistributedVirtualSwitchVlanIdSpec < VmwareDistributedVirtualSwitchVlanSpec @4.0: vlanId:int@4.0
VMwareDVSVlanMtuHealthCheckConfig < VMwareDVSHealthCheckConfig @5.1:
VmwareDistributedVirtualSwitchVlanSpec < InheritablePolicy @4.0:
VMwareDVSHealthCheckConfig < DVSHealthCheckConfig @5.1:
VMwareDVSHealthCheckCapability < DVSHealthCheckCapability @5.1: vlanMtuSupported:boolean@5.1 teamingSupported:boolean@5.1
VMwareDVSPortSetting < DVPortSetting @4.0: vlan?:VmwareDistributedVirtualSwitchVlanSpec@4.0 qosTag?:IntPolicy@4.0 uplinkTeamingPolicy?:VmwareUplinkPortTeamingPolicy@4.0 securityPolicy?:DVSSecurityPolicy@4.0 ipfixEnabled?:BoolPolicy@5.0 txUplink?:BoolPolicy@4.0 lacpPolicy?:VMwareUplinkLacpPolicy@5.1 macManagementPolicy?:DVSMacManagementPolicy@6.7 VNI?:IntPolicy@7.0.0.0
VMwareDVSVspanConfigSpec @5.0: vspanSession:VMwareVspanSession@5.0 operation:string@5.0
VMwareDVSVspanCapability @5.1: mixedDestSupported:boolean@5.1 dvportSupported:boolean@5.1 remoteSourceSupported:boolean@5.1 remoteDestSupported:boolean@5.1 encapRemoteSourceSupported:boolean@5.1 erspanProtocolSupported?:boolean@6.5 mirrorNetstackSupported?:boolean@6.7
VMwareVspanPort @5.0: portKey?:string[]@5.0 uplinkPortName?:string[]@5.0 wildcardPortConnecteeType?:string[]@5.0 vlans?:int[]@5.1 ipAddress?:string[]@5.1
VMwareVspanSession @5.0: key?:string@5.0 name?:string@5.0 description?:string@5.0 enabled:boolean@5.0 sourcePortTransmitted?:VMwareVspanPort@5.0 sourcePortReceived?:VMwareVspanPort@5.0 destinationPort?:VMwareVspanPort@5.0 encapsulationVlanId?:int@5.0 stripOriginalVlan:boolean@5.0 mirroredPacketLength?:int@5.0 normalTrafficAllowed:boolean@5.0 sessionType?:string@5.1 samplingRate?:int@5.1 encapType?:string@6.5 erspanId?:int@6.5 erspanCOS?:int@6.5 erspanGraNanosec?:boolean@6.5 netstack?:string@6.7
CryptoKeyId @6.5: keyId:string@6.5 providerId?:KeyProviderId@6.5
CryptoKeyPlain @6.5: keyId:CryptoKeyId@6.5 algorithm:string@6.5 keyData:string@6.5
CryptoKeyResult @6.5: keyId:CryptoKeyId@6.5 success:boolean@6.5 reason?:string@6.5 fault?:LocalizedMethodFault@7.0.1.0
CryptoManagerHostKeyStatus @8.0.1.0: keyId:CryptoKeyId@8.0.1.0 present:boolean@8.0.1.0 managementType?:string@8.0.1.0 accessGranted?:boolean@8.0.3.0
CryptoManagerKmipCertSignRequest @8.0.1.0: commonName?:string@8.0.1.0 organization?:string@8.0.1.0 organizationUnit?:string@8.0.1.0 locality?:string@8.0.1.0 state?:string@8.0.1.0 country?:string@8.0.1.0 email?:string@8.0.1.0
CryptoManagerKmipCertificateInfo @6.5: subject:string@6.5 issuer:string@6.5 serialNumber:string@6.5 notBefore:dateTime@6.5 notAfter:dateTime@6.5 fingerprint:string@6.5 checkTime:dateTime@6.5 secondsSinceValid?:int@6.5 secondsBeforeExpire?:int@6.5
CryptoManagerKmipClusterStatus @6.5: clusterId:KeyProviderId@6.5 overallStatus?:ManagedEntityStatus@7.0.0.0 managementType?:string@7.0.0.0 servers:CryptoManagerKmipServerStatus[]@6.5 clientCertInfo?:CryptoManagerKmipCertificateInfo@6.5
CryptoManagerKmipCryptoKeyStatus @6.7.2: keyId:CryptoKeyId@6.7.2 keyAvailable?:boolean@6.7.2 reason?:string@6.7.2 encryptedVMs?:*VirtualMachine[]@6.7.2 affectedHosts?:*HostSystem[]@6.7.2 referencedByTags?:string[]@6.7.2
CryptoManagerKmipCustomAttributeSpec @8.0.1.0: attributes?:KeyValue[]@8.0.1.0
CryptoManagerKmipServerCertInfo @6.5: certificate:string@6.5 certInfo?:CryptoManagerKmipCertificateInfo@6.5 clientTrustServer?:boolean@6.5
CryptoManagerKmipServerStatus @6.5: name:string@6.5 status:ManagedEntityStatus@6.5 connectionStatus:string@6.5 certInfo?:CryptoManagerKmipCertificateInfo@6.5 clientTrustServer?:boolean@6.5 serverTrustClient?:boolean@6.5
CryptoSpec @6.5:
CryptoSpecDecrypt < CryptoSpec @6.5:
CryptoSpecDeepRecrypt < CryptoSpec @6.5: newKeyId:CryptoKeyId@6.5
CryptoSpecEncrypt < CryptoSpec @6.5: cryptoKeyId:CryptoKeyId@6.5
CryptoSpecNoOp < CryptoSpec @6.5:
CryptoSpecRegister < CryptoSpecNoOp @6.5: cryptoKeyId:CryptoKeyId@6.5
CryptoSpecShallowRecrypt < CryptoSpec @6.5: newKeyId:CryptoKeyId@6.5
KeyProviderId @6.5: id:string@6.5
KmipClusterInfo @6.5: clusterId:KeyProviderId@6.5 servers?:KmipServerInfo[]@6.5 useAsDefault:boolean@6.5 managementType?:string@7.0.0.0 useAsEntityDefault?:*ManagedEntity[]@7.0.0.0 hasBackup?:boolean@7.0.2.0 tpmRequired?:boolean@7.0.2.0 keyId?:string@7.0.2.0
KmipServerInfo @6.5: name:string@6.5 address:string@6.5 port:int@6.5 proxyAddress?:string@6.5 proxyPort?:int@6.5 reconnect?:int@6.5 protocol?:string@6.5 nbio?:int@6.5 timeout?:int@6.5 userName?:string@6.5
KmipServerSpec @6.5: clusterId:KeyProviderId@6.5 info:KmipServerInfo@6.5 password?:string@6.5
KmipServerStatus @6.5: clusterId:KeyProviderId@6.5 name:string@6.5 status:ManagedEntityStatus@6.5 description:string@6.5
AccountCreatedEvent < HostEvent: spec:HostAccountSpec group:boolean
AccountRemovedEvent < HostEvent: account:string group:boolean
AccountUpdatedEvent < HostEvent: spec:HostAccountSpec group:boolean prevDescription?:string@6.5
AdminPasswordNotChangedEvent < HostEvent:
AlarmAcknowledgedEvent < AlarmEvent @5.0: source:ManagedEntityEventArgument@5.0 entity:ManagedEntityEventArgument@5.0
AlarmActionTriggeredEvent < AlarmEvent: source:ManagedEntityEventArgument entity:ManagedEntityEventArgument
AlarmClearedEvent < AlarmEvent @5.0: source:ManagedEntityEventArgument@5.0 entity:ManagedEntityEventArgument@5.0 from:string@5.0
AlarmCreatedEvent < AlarmEvent: entity:ManagedEntityEventArgument
AlarmEmailCompletedEvent < AlarmEvent: entity:ManagedEntityEventArgument to:string
AlarmEmailFailedEvent < AlarmEvent: entity:ManagedEntityEventArgument to:string reason:LocalizedMethodFault
AlarmEvent < Event: alarm:AlarmEventArgument
AlarmEventArgument < EntityEventArgument: alarm:*Alarm
AlarmReconfiguredEvent < AlarmEvent: entity:ManagedEntityEventArgument configChanges?:ChangesInfoEventArgument@6.5
AlarmRemovedEvent < AlarmEvent: entity:ManagedEntityEventArgument
AlarmScriptCompleteEvent < AlarmEvent: entity:ManagedEntityEventArgument script:string
AlarmScriptFailedEvent < AlarmEvent: entity:ManagedEntityEventArgument script:string reason:LocalizedMethodFault
AlarmSnmpCompletedEvent < AlarmEvent: entity:ManagedEntityEventArgument
AlarmSnmpFailedEvent < AlarmEvent: entity:ManagedEntityEventArgument reason:LocalizedMethodFault
AlarmStatusChangedEvent < AlarmEvent: source:ManagedEntityEventArgument entity:ManagedEntityEventArgument from:string to:string
AllVirtualMachinesLicensedEvent < LicenseEvent:
AlreadyAuthenticatedSessionEvent < SessionEvent:
AuthorizationEvent < Event:
BadUsernameSessionEvent < SessionEvent: ipAddress:string
CanceledHostOperationEvent < HostEvent:
ChangesInfoEventArgument @6.5: modified?:string@6.5 added?:string@6.5 deleted?:string@6.5
ClusterCreatedEvent < ClusterEvent: parent:FolderEventArgument
ClusterDestroyedEvent < ClusterEvent:
ClusterEvent < Event:
ClusterOvercommittedEvent < ClusterEvent:
ClusterReconfiguredEvent < ClusterEvent: configChanges?:ChangesInfoEventArgument@6.5
ClusterStatusChangedEvent < ClusterEvent: oldStatus:string newStatus:string
ComputeResourceEventArgument < EntityEventArgument: computeResource:*ComputeResource
CustomFieldDefAddedEvent < CustomFieldDefEvent:
CustomFieldDefEvent < CustomFieldEvent: fieldKey:int name:string
CustomFieldDefRemovedEvent < CustomFieldDefEvent:
CustomFieldDefRenamedEvent < CustomFieldDefEvent: newName:string
CustomFieldEvent < Event:
CustomFieldValueChangedEvent < CustomFieldEvent: entity:ManagedEntityEventArgument fieldKey:int name:string value:string prevState?:string@6.5
CustomizationEvent < VmEvent: logLocation?:string
CustomizationFailed < CustomizationEvent: reason?:string@7.0.0.0
CustomizationLinuxIdentityFailed < CustomizationFailed:
CustomizationNetworkSetupFailed < CustomizationFailed:
CustomizationStartedEvent < CustomizationEvent:
CustomizationSucceeded < CustomizationEvent:
CustomizationSysprepFailed < CustomizationFailed: sysprepVersion:string systemVersion:string
CustomizationUnknownFailure < CustomizationFailed:
DVPortgroupCreatedEvent < DVPortgroupEvent @4.0:
DVPortgroupDestroyedEvent < DVPortgroupEvent @4.0:
DVPortgroupEvent < Event @4.0:
DVPortgroupReconfiguredEvent < DVPortgroupEvent @4.0: configSpec:DVPortgroupConfigSpec@4.0 configChanges?:ChangesInfoEventArgument@6.5
DVPortgroupRenamedEvent < DVPortgroupEvent @4.0: oldName:string@4.0 newName:string@4.0
DasAdmissionControlDisabledEvent < ClusterEvent:
DasAdmissionControlEnabledEvent < ClusterEvent:
DasAgentFoundEvent < ClusterEvent:
DasAgentUnavailableEvent < ClusterEvent:
DasClusterIsolatedEvent < ClusterEvent @4.0:
DasDisabledEvent < ClusterEvent:
DasEnabledEvent < ClusterEvent:
DasHostFailedEvent < ClusterEvent: failedHost:HostEventArgument
DasHostIsolatedEvent < ClusterEvent: isolatedHost:HostEventArgument
DatacenterCreatedEvent < DatacenterEvent: parent:FolderEventArgument
DatacenterEvent < Event:
DatacenterEventArgument < EntityEventArgument: datacenter:*Datacenter
DatacenterRenamedEvent < DatacenterEvent: oldName:string newName:string
DatastoreCapacityIncreasedEvent < DatastoreEvent @4.0: oldCapacity:long@4.0 newCapacity:long@4.0
DatastoreDestroyedEvent < DatastoreEvent:
DatastoreDiscoveredEvent < HostEvent: datastore:DatastoreEventArgument
DatastoreDuplicatedEvent < DatastoreEvent:
DatastoreEvent < Event: datastore?:DatastoreEventArgument
DatastoreEventArgument < EntityEventArgument: datastore:*Datastore
DatastoreFileCopiedEvent < DatastoreFileEvent @4.0: sourceDatastore:DatastoreEventArgument@4.0 sourceFile:string@4.0
DatastoreFileDeletedEvent < DatastoreFileEvent @4.0:
DatastoreFileEvent < DatastoreEvent @4.0: targetFile:string@4.0 sourceOfOperation?:string@6.5 succeeded?:boolean@6.5
DatastoreFileMovedEvent < DatastoreFileEvent @4.0: sourceDatastore:DatastoreEventArgument@4.0 sourceFile:string@4.0
DatastoreIORMReconfiguredEvent < DatastoreEvent @4.1:
DatastorePrincipalConfigured < HostEvent: datastorePrincipal:string
DatastoreRemovedOnHostEvent < HostEvent: datastore:DatastoreEventArgument
DatastoreRenamedEvent < DatastoreEvent: oldName:string newName:string
DatastoreRenamedOnHostEvent < HostEvent: oldName:string newName:string
DrsDisabledEvent < ClusterEvent:
DrsEnabledEvent < ClusterEvent: behavior:string
DrsEnteredStandbyModeEvent < EnteredStandbyModeEvent:
DrsEnteringStandbyModeEvent < EnteringStandbyModeEvent @4.0:
DrsExitStandbyModeFailedEvent < ExitStandbyModeFailedEvent @4.0:
DrsExitedStandbyModeEvent < ExitedStandbyModeEvent:
DrsExitingStandbyModeEvent < ExitingStandbyModeEvent @4.0:
DrsInvocationFailedEvent < ClusterEvent @4.0:
DrsRecoveredFromFailureEvent < ClusterEvent @4.0:
DrsResourceConfigureFailedEvent < HostEvent: reason:LocalizedMethodFault
DrsResourceConfigureSyncedEvent < HostEvent:
DrsRuleViolationEvent < VmEvent @4.1:
DrsSoftRuleViolationEvent < VmEvent @6.0:
DrsVmMigratedEvent < VmMigratedEvent:
DrsVmPoweredOnEvent < VmPoweredOnEvent:
DuplicateIpDetectedEvent < HostEvent: duplicateIP:string macAddress:string
DvpgImportEvent < DVPortgroupEvent @5.1: importType:string@5.1
DvpgRestoreEvent < DVPortgroupEvent @5.1:
DvsCreatedEvent < DvsEvent @4.0: parent:FolderEventArgument@4.0
DvsDestroyedEvent < DvsEvent @4.0:
DvsEvent < Event @4.0:
DvsEventArgument < EntityEventArgument @4.0: dvs:*DistributedVirtualSwitch@4.0
DvsHealthStatusChangeEvent < HostEvent @5.1: switchUuid:string@5.1 healthResult?:HostMemberHealthCheckResult@5.1
DvsHostBackInSyncEvent < DvsEvent @4.0: hostBackInSync:HostEventArgument@4.0
DvsHostJoinedEvent < DvsEvent @4.0: hostJoined:HostEventArgument@4.0
DvsHostLeftEvent < DvsEvent @4.0: hostLeft:HostEventArgument@4.0
DvsHostStatusUpdated < DvsEvent @4.1: hostMember:HostEventArgument@4.1 oldStatus?:string@4.1 newStatus?:string@4.1 oldStatusDetail?:string@4.1 newStatusDetail?:string@4.1
DvsHostWentOutOfSyncEvent < DvsEvent @4.0: hostOutOfSync:DvsOutOfSyncHostArgument@4.0
DvsImportEvent < DvsEvent @5.1: importType:string@5.1
DvsMergedEvent < DvsEvent @4.0: sourceDvs:DvsEventArgument@4.0 destinationDvs:DvsEventArgument@4.0
DvsOutOfSyncHostArgument @4.0: outOfSyncHost:HostEventArgument@4.0 configParamters:string[]@4.0
DvsPortBlockedEvent < DvsEvent @4.0: portKey:string@4.0 statusDetail?:string@4.1 runtimeInfo?:DVPortStatus@5.1 prevBlockState?:string@6.5
DvsPortConnectedEvent < DvsEvent @4.0: portKey:string@4.0 connectee?:DistributedVirtualSwitchPortConnectee@4.0
DvsPortCreatedEvent < DvsEvent @4.0: portKey:string[]@4.0
DvsPortDeletedEvent < DvsEvent @4.0: portKey:string[]@4.0
DvsPortDisconnectedEvent < DvsEvent @4.0: portKey:string@4.0 connectee?:DistributedVirtualSwitchPortConnectee@4.0
DvsPortEnteredPassthruEvent < DvsEvent @4.1: portKey:string@4.1 runtimeInfo?:DVPortStatus@5.1
DvsPortExitedPassthruEvent < DvsEvent @4.1: portKey:string@4.1 runtimeInfo?:DVPortStatus@5.1
DvsPortJoinPortgroupEvent < DvsEvent @4.0: portKey:string@4.0 portgroupKey:string@4.0 portgroupName:string@4.0
DvsPortLeavePortgroupEvent < DvsEvent @4.0: portKey:string@4.0 portgroupKey:string@4.0 portgroupName:string@4.0
DvsPortLinkDownEvent < DvsEvent @4.0: portKey:string@4.0 runtimeInfo?:DVPortStatus@5.1
DvsPortLinkUpEvent < DvsEvent @4.0: portKey:string@4.0 runtimeInfo?:DVPortStatus@5.1
DvsPortReconfiguredEvent < DvsEvent @4.0: portKey:string[]@4.0 configChanges?:ChangesInfoEventArgument[]@6.5
DvsPortRuntimeChangeEvent < DvsEvent @5.1: portKey:string@5.1 runtimeInfo:DVPortStatus@5.1
DvsPortUnblockedEvent < DvsEvent @4.0: portKey:string@4.0 runtimeInfo?:DVPortStatus@5.1 prevBlockState?:string@6.5
DvsPortVendorSpecificStateChangeEvent < DvsEvent @5.1: portKey:string@5.1
DvsReconfiguredEvent < DvsEvent @4.0: configSpec:DVSConfigSpec@4.0 configChanges?:ChangesInfoEventArgument@6.5
DvsRenamedEvent < DvsEvent @4.0: oldName:string@4.0 newName:string@4.0
DvsRestoreEvent < DvsEvent @5.1:
DvsUpgradeAvailableEvent < DvsEvent @4.0: productInfo:DistributedVirtualSwitchProductSpec@4.0
DvsUpgradeInProgressEvent < DvsEvent @4.0: productInfo:DistributedVirtualSwitchProductSpec@4.0
DvsUpgradeRejectedEvent < DvsEvent @4.0: productInfo:DistributedVirtualSwitchProductSpec@4.0
DvsUpgradedEvent < DvsEvent @4.0: productInfo:DistributedVirtualSwitchProductSpec@4.0
EnteredMaintenanceModeEvent < HostEvent:
EnteredStandbyModeEvent < HostEvent:
EnteringMaintenanceModeEvent < HostEvent:
EnteringStandbyModeEvent < HostEvent:
EntityEventArgument < EventArgument: name:string
ErrorUpgradeEvent < UpgradeEvent:
Event: key:int chainId:int createdTime:dateTime userName:string datacenter?:DatacenterEventArgument computeResource?:ComputeResourceEventArgument host?:HostEventArgument vm?:VmEventArgument ds?:DatastoreEventArgument@4.0 net?:NetworkEventArgument@4.0 dvs?:DvsEventArgument@4.0 fullFormattedMessage?:string changeTag?:string@4.0
EventArgument:
EventDescription: category:ElementDescription[] eventInfo:EventDescriptionEventDetail[] enumeratedTypes?:EnumDescription[]@4.0
EventArgDesc @4.0: name:string@4.0 type:string@4.0 description?:ElementDescription@4.0
EventDescriptionEventDetail: key:string description?:string@4.0 category:string formatOnDatacenter:string formatOnComputeResource:string formatOnHost:string formatOnVm:string fullFormat:string longDescription?:string@4.1
EventEx < Event @4.0: eventTypeId:string@4.0 severity?:string@4.0 message?:string@4.0 arguments?:KeyAnyValue[]@4.0 objectId?:string@4.0 objectType?:string@4.0 objectName?:string@4.1 fault?:LocalizedMethodFault@4.1
EventFilterSpec: entity?:EventFilterSpecByEntity time?:EventFilterSpecByTime userName?:EventFilterSpecByUsername eventChainId?:int alarm?:*Alarm scheduledTask?:*ScheduledTask disableFullMessage?:boolean category?:string[] type?:string[] tag?:string[]@4.0 eventTypeId?:string[]@4.0 maxCount?:int@6.5 delayedInit?:boolean@8.0.3.0
EventFilterSpecByEntity: entity:*ManagedEntity recursion:EventFilterSpecRecursionOption
EventFilterSpecByTime: beginTime?:dateTime endTime?:dateTime
EventFilterSpecByUsername: systemUser:boolean userList?:string[]
ExitMaintenanceModeEvent < HostEvent:
ExitStandbyModeFailedEvent < HostEvent @4.0:
ExitedStandbyModeEvent < HostEvent:
ExitingStandbyModeEvent < HostEvent @4.0:
ExtendedEvent < GeneralEvent: eventTypeId:string managedObject:*ManagedObject data?:ExtendedEventPair[]
ExtendedEventPair: key:string value:string
FailoverLevelRestored < ClusterEvent:
FolderEventArgument < EntityEventArgument: folder:*Folder
GeneralEvent < Event: message:string
GeneralHostErrorEvent < GeneralEvent:
GeneralHostInfoEvent < GeneralEvent:
GeneralHostWarningEvent < GeneralEvent:
GeneralUserEvent < GeneralEvent: entity?:ManagedEntityEventArgument
GeneralVmErrorEvent < GeneralEvent:
GeneralVmInfoEvent < GeneralEvent:
GeneralVmWarningEvent < GeneralEvent:
GhostDvsProxySwitchDetectedEvent < HostEvent @4.0: switchUuid:string[]@4.0
GhostDvsProxySwitchRemovedEvent < HostEvent @4.0: switchUuid:string[]@4.0
GlobalMessageChangedEvent < SessionEvent: message:string prevMessage?:string@6.5
HealthStatusChangedEvent < Event @4.0: componentId:string@4.0 oldStatus:string@4.0 newStatus:string@4.0 componentName:string@4.0 serviceId?:string@6.0
HostAddFailedEvent < HostEvent: hostname:string
HostAddedEvent < HostEvent:
HostAdminDisableEvent < HostEvent:
HostAdminEnableEvent < HostEvent:
HostCnxFailedAccountFailedEvent < HostEvent:
HostCnxFailedAlreadyManagedEvent < HostEvent: serverName:string
HostCnxFailedBadCcagentEvent < HostEvent:
HostCnxFailedBadUsernameEvent < HostEvent:
HostCnxFailedBadVersionEvent < HostEvent:
HostCnxFailedCcagentUpgradeEvent < HostEvent:
HostCnxFailedEvent < HostEvent:
HostCnxFailedNetworkErrorEvent < HostEvent:
HostCnxFailedNoAccessEvent < HostEvent:
HostCnxFailedNoConnectionEvent < HostEvent:
HostCnxFailedNoLicenseEvent < HostEvent:
HostCnxFailedNotFoundEvent < HostEvent:
HostCnxFailedTimeoutEvent < HostEvent:
HostCompliantEvent < HostEvent @4.0:
HostConfigAppliedEvent < HostEvent @4.0:
HostConnectedEvent < HostEvent:
HostConnectionLostEvent < HostEvent:
HostDasDisabledEvent < HostEvent:
HostDasDisablingEvent < HostEvent:
HostDasEnabledEvent < HostEvent:
HostDasEnablingEvent < HostEvent:
HostDasErrorEvent < HostEvent: message?:string reason?:string@4.0
HostDasEvent < HostEvent:
HostDasOkEvent < HostEvent:
HostDisconnectedEvent < HostEvent: reason?:string@4.0
HostEnableAdminFailedEvent < HostEvent: permissions:Permission[]
HostEvent < Event:
HostEventArgument < EntityEventArgument: host:*HostSystem
HostExtraNetworksEvent < HostDasEvent @4.0: ips?:string@4.0
HostGetShortNameFailedEvent < HostEvent:
HostInAuditModeEvent < HostEvent @5.0:
HostInventoryFullEvent < LicenseEvent: capacity:int
HostInventoryUnreadableEvent < Event @4.0:
HostIpChangedEvent < HostEvent: oldIP:string newIP:string
HostIpInconsistentEvent < HostEvent: ipAddress:string ipAddress2:string
HostIpToShortNameFailedEvent < HostEvent:
HostIsolationIpPingFailedEvent < HostDasEvent: isolationIp:string
HostLicenseExpiredEvent < LicenseEvent:
HostLocalPortCreatedEvent < DvsEvent @5.1: hostLocalPort:DVSHostLocalPortInfo@5.1
HostMissingNetworksEvent < HostDasEvent @4.0: ips?:string@4.0
HostMonitoringStateChangedEvent < ClusterEvent @4.0: state:string@4.0 prevState?:string@6.5
HostNoAvailableNetworksEvent < HostDasEvent @4.0: ips?:string@4.0
HostNoHAEnabledPortGroupsEvent < HostDasEvent @4.0:
HostNoRedundantManagementNetworkEvent < HostDasEvent:
HostNonCompliantEvent < HostEvent @4.0:
HostNotInClusterEvent < HostDasEvent:
HostOvercommittedEvent < ClusterOvercommittedEvent @4.0:
HostPrimaryAgentNotShortNameEvent < HostDasEvent: primaryAgent:string
HostReconnectionFailedEvent < HostEvent:
HostRemovedEvent < HostEvent:
HostShortNameInconsistentEvent < HostDasEvent: shortName:string shortName2:string
HostShortNameToIpFailedEvent < HostEvent: shortName:string
HostShutdownEvent < HostEvent: reason:string
HostSpecificationChangedEvent < HostEvent @6.5:
HostSpecificationRequireEvent < HostEvent @6.5:
HostSpecificationUpdateEvent < HostEvent @6.5: hostSpec:HostSpecification@6.5
HostStatusChangedEvent < ClusterStatusChangedEvent @4.0:
HostSubSpecificationDeleteEvent < HostEvent @6.5: subSpecName:string@6.5
HostSubSpecificationUpdateEvent < HostEvent @6.5: hostSubSpec:HostSubSpecification@6.5
HostSyncFailedEvent < HostEvent @4.0: reason:LocalizedMethodFault@4.0
HostUpgradeFailedEvent < HostEvent:
HostUserWorldSwapNotEnabledEvent < HostEvent @4.0:
HostVnicConnectedToCustomizedDVPortEvent < HostEvent @4.0: vnic:VnicPortArgument@4.0 prevPortKey?:string@6.5
HostWwnChangedEvent < HostEvent: oldNodeWwns?:long[] oldPortWwns?:long[] newNodeWwns?:long[] newPortWwns?:long[]
HostWwnConflictEvent < HostEvent: conflictedVms?:VmEventArgument[] conflictedHosts?:HostEventArgument[] wwn:long
IncorrectHostInformationEvent < LicenseEvent:
InfoUpgradeEvent < UpgradeEvent:
InsufficientFailoverResourcesEvent < ClusterEvent:
InvalidEditionEvent < LicenseEvent: feature:string
LicenseEvent < Event:
LicenseExpiredEvent < Event: feature:LicenseFeatureInfo
LicenseRestrictedEvent < LicenseEvent:
LicenseServerAvailableEvent < LicenseEvent: licenseServer:string
LicenseServerUnavailableEvent < LicenseEvent: licenseServer:string
LocalDatastoreCreatedEvent < HostEvent: datastore:DatastoreEventArgument datastoreUrl?:string@6.5
LocalTSMEnabledEvent < HostEvent @4.1:
LockerMisconfiguredEvent < Event: datastore:DatastoreEventArgument
LockerReconfiguredEvent < Event: oldDatastore?:DatastoreEventArgument newDatastore?:DatastoreEventArgument
ManagedEntityEventArgument < EntityEventArgument: entity:*ManagedEntity
MigrationErrorEvent < MigrationEvent:
MigrationEvent < VmEvent: fault:LocalizedMethodFault
MigrationHostErrorEvent < MigrationEvent: dstHost:HostEventArgument
MigrationHostWarningEvent < MigrationEvent: dstHost:HostEventArgument
MigrationResourceErrorEvent < MigrationEvent: dstPool:ResourcePoolEventArgument dstHost:HostEventArgument
MigrationResourceWarningEvent < MigrationEvent: dstPool:ResourcePoolEventArgument dstHost:HostEventArgument
MigrationWarningEvent < MigrationEvent:
MtuMatchEvent < DvsHealthStatusChangeEvent @5.1:
MtuMismatchEvent < DvsHealthStatusChangeEvent @5.1:
NASDatastoreCreatedEvent < HostEvent: datastore:DatastoreEventArgument datastoreUrl?:string@6.5
NetworkEventArgument < EntityEventArgument @4.0: network:*Network@4.0
NetworkRollbackEvent < Event @5.1: methodName:string@5.1 transactionId:string@5.1
NoAccessUserEvent < SessionEvent: ipAddress:string
NoDatastoresConfiguredEvent < HostEvent:
NoLicenseEvent < LicenseEvent: feature:LicenseFeatureInfo
NoMaintenanceModeDrsRecommendationForVM < VmEvent:
NonVIWorkloadDetectedOnDatastoreEvent < DatastoreEvent @4.1:
NotEnoughResourcesToStartVmEvent < VmEvent: reason:string@6.0
OutOfSyncDvsHost < DvsEvent @4.0: hostOutOfSync:DvsOutOfSyncHostArgument[]@4.0
PermissionAddedEvent < PermissionEvent: role:RoleEventArgument propagate:boolean
PermissionEvent < AuthorizationEvent: entity:ManagedEntityEventArgument principal:string group:boolean
PermissionRemovedEvent < PermissionEvent:
PermissionUpdatedEvent < PermissionEvent: role:RoleEventArgument propagate:boolean prevRole?:RoleEventArgument@6.5 prevPropagate?:boolean@6.5
RecoveryEvent < DvsEvent @5.1: hostName:string@5.1 portKey:string@5.1 dvsUuid?:string@5.1 vnic?:string@5.1
RemoteTSMEnabledEvent < HostEvent @4.1:
ResourcePoolCreatedEvent < ResourcePoolEvent: parent:ResourcePoolEventArgument
ResourcePoolDestroyedEvent < ResourcePoolEvent:
ResourcePoolEvent < Event: resourcePool:ResourcePoolEventArgument
ResourcePoolEventArgument < EntityEventArgument: resourcePool:*ResourcePool
ResourcePoolMovedEvent < ResourcePoolEvent: oldParent:ResourcePoolEventArgument newParent:ResourcePoolEventArgument
ResourcePoolReconfiguredEvent < ResourcePoolEvent: configChanges?:ChangesInfoEventArgument@6.5
ResourceViolatedEvent < ResourcePoolEvent:
RoleAddedEvent < RoleEvent: privilegeList?:string[]
RoleEvent < AuthorizationEvent: role:RoleEventArgument
RoleEventArgument < EventArgument: roleId:int name:string
RoleRemovedEvent < RoleEvent:
RoleUpdatedEvent < RoleEvent: privilegeList?:string[] prevRoleName?:string@6.5 privilegesAdded?:string[]@6.5 privilegesRemoved?:string[]@6.5
RollbackEvent < DvsEvent @5.1: hostName:string@5.1 methodName?:string@5.1
ScheduledTaskCompletedEvent < ScheduledTaskEvent:
ScheduledTaskCreatedEvent < ScheduledTaskEvent:
ScheduledTaskEmailCompletedEvent < ScheduledTaskEvent: to:string
ScheduledTaskEmailFailedEvent < ScheduledTaskEvent: to:string reason:LocalizedMethodFault
ScheduledTaskEvent < Event: scheduledTask:ScheduledTaskEventArgument entity:ManagedEntityEventArgument
ScheduledTaskEventArgument < EntityEventArgument: scheduledTask:*ScheduledTask
ScheduledTaskFailedEvent < ScheduledTaskEvent: reason:LocalizedMethodFault
ScheduledTaskReconfiguredEvent < ScheduledTaskEvent: configChanges?:ChangesInfoEventArgument@6.5
ScheduledTaskRemovedEvent < ScheduledTaskEvent:
ScheduledTaskStartedEvent < ScheduledTaskEvent:
ServerLicenseExpiredEvent < LicenseEvent: product:string
ServerStartedSessionEvent < SessionEvent:
SessionEvent < Event:
SessionTerminatedEvent < SessionEvent: sessionId:string terminatedUsername:string
TaskEvent < Event: info:TaskInfo
TaskTimeoutEvent < TaskEvent:
TeamingMatchEvent < DvsHealthStatusChangeEvent @5.1:
TeamingMisMatchEvent < DvsHealthStatusChangeEvent @5.1:
TemplateBeingUpgradedEvent < TemplateUpgradeEvent:
TemplateUpgradeEvent < Event: legacyTemplate:string
TemplateUpgradeFailedEvent < TemplateUpgradeEvent: reason:LocalizedMethodFault
TemplateUpgradedEvent < TemplateUpgradeEvent:
TimedOutHostOperationEvent < HostEvent:
UnlicensedVirtualMachinesEvent < LicenseEvent: unlicensed:int available:int
UnlicensedVirtualMachinesFoundEvent < LicenseEvent: available:int
UpdatedAgentBeingRestartedEvent < HostEvent:
UpgradeEvent < Event: message:string
UplinkPortMtuNotSupportEvent < DvsHealthStatusChangeEvent @5.1:
UplinkPortMtuSupportEvent < DvsHealthStatusChangeEvent @5.1:
UplinkPortVlanTrunkedEvent < DvsHealthStatusChangeEvent @5.1:
UplinkPortVlanUntrunkedEvent < DvsHealthStatusChangeEvent @5.1:
UserAssignedToGroup < HostEvent: userLogin:string group:string
UserLoginSessionEvent < SessionEvent: ipAddress:string userAgent?:string@5.1 locale:string sessionId:string
UserLogoutSessionEvent < SessionEvent: ipAddress?:string@5.1 userAgent?:string@5.1 callCount?:long@5.1 sessionId?:string@5.1 loginTime?:dateTime@5.1
UserPasswordChanged < HostEvent: userLogin:string
UserUnassignedFromGroup < HostEvent: userLogin:string group:string
UserUpgradeEvent < UpgradeEvent:
VMFSDatastoreCreatedEvent < HostEvent: datastore:DatastoreEventArgument datastoreUrl?:string@6.5
VMFSDatastoreExpandedEvent < HostEvent @4.0: datastore:DatastoreEventArgument@4.0
VMFSDatastoreExtendedEvent < HostEvent @4.0: datastore:DatastoreEventArgument@4.0
VMotionLicenseExpiredEvent < LicenseEvent:
VcAgentUninstallFailedEvent < HostEvent @4.0: reason?:string@4.0
VcAgentUninstalledEvent < HostEvent @4.0:
VcAgentUpgradeFailedEvent < HostEvent: reason?:string@4.0
VcAgentUpgradedEvent < HostEvent:
VimAccountPasswordChangedEvent < HostEvent:
VmAcquiredMksTicketEvent < VmEvent:
VmAcquiredTicketEvent < VmEvent @4.1: ticketType:string@4.1
VmAutoRenameEvent < VmEvent: oldName:string newName:string
VmBeingClonedEvent < VmCloneEvent: destFolder:FolderEventArgument destName:string destHost:HostEventArgument
VmBeingClonedNoFolderEvent < VmCloneEvent @4.1: destName:string@4.1 destHost:HostEventArgument@4.1
VmBeingCreatedEvent < VmEvent: configSpec?:VirtualMachineConfigSpec
VmBeingDeployedEvent < VmEvent: srcTemplate:VmEventArgument
VmBeingHotMigratedEvent < VmEvent: destHost:HostEventArgument destDatacenter?:DatacenterEventArgument@5.0 destDatastore?:DatastoreEventArgument@5.0
VmBeingMigratedEvent < VmEvent: destHost:HostEventArgument destDatacenter?:DatacenterEventArgument@5.0 destDatastore?:DatastoreEventArgument@5.0
VmBeingRelocatedEvent < VmRelocateSpecEvent: destHost:HostEventArgument destDatacenter?:DatacenterEventArgument@5.0 destDatastore?:DatastoreEventArgument@5.0
VmCloneEvent < VmEvent:
VmCloneFailedEvent < VmCloneEvent: destFolder:FolderEventArgument destName:string destHost:HostEventArgument reason:LocalizedMethodFault
VmClonedEvent < VmCloneEvent: sourceVm:VmEventArgument
VmConfigMissingEvent < VmEvent:
VmConnectedEvent < VmEvent:
VmCreatedEvent < VmEvent:
VmDasBeingResetEvent < VmEvent @4.0: reason?:string@4.1
VmDasBeingResetWithScreenshotEvent < VmDasBeingResetEvent @4.0: screenshotFilePath:string@4.0
VmDasResetFailedEvent < VmEvent @4.0:
VmDasUpdateErrorEvent < VmEvent:
VmDasUpdateOkEvent < VmEvent:
VmDateRolledBackEvent < VmEvent:
VmDeployFailedEvent < VmEvent: destDatastore:EntityEventArgument reason:LocalizedMethodFault
VmDeployedEvent < VmEvent: srcTemplate:VmEventArgument
VmDisconnectedEvent < VmEvent:
VmDiscoveredEvent < VmEvent:
VmDiskFailedEvent < VmEvent: disk:string reason:LocalizedMethodFault
VmEmigratingEvent < VmEvent:
VmEndRecordingEvent < VmEvent @4.0:
VmEndReplayingEvent < VmEvent @4.0:
VmEvent < Event: template:boolean
VmEventArgument < EntityEventArgument: vm:*VirtualMachine
VmFailedMigrateEvent < VmEvent: destHost:HostEventArgument reason:LocalizedMethodFault destDatacenter?:DatacenterEventArgument@5.0 destDatastore?:DatastoreEventArgument@5.0
VmFailedRelayoutEvent < VmEvent: reason:LocalizedMethodFault
VmFailedRelayoutOnVmfs2DatastoreEvent < VmEvent:
VmFailedStartingSecondaryEvent < VmEvent @4.0: reason?:string@4.0
VmFailedToPowerOffEvent < VmEvent: reason:LocalizedMethodFault
VmFailedToPowerOnEvent < VmEvent: reason:LocalizedMethodFault
VmFailedToRebootGuestEvent < VmEvent: reason:LocalizedMethodFault
VmFailedToResetEvent < VmEvent: reason:LocalizedMethodFault
VmFailedToShutdownGuestEvent < VmEvent: reason:LocalizedMethodFault
VmFailedToStandbyGuestEvent < VmEvent: reason:LocalizedMethodFault
VmFailedToSuspendEvent < VmEvent: reason:LocalizedMethodFault
VmFailedUpdatingSecondaryConfig < VmEvent @4.0:
VmFailoverFailed < VmEvent: reason?:LocalizedMethodFault@4.1
VmFaultToleranceStateChangedEvent < VmEvent @4.0: oldState:VirtualMachineFaultToleranceState@4.0 newState:VirtualMachineFaultToleranceState@4.0
VmFaultToleranceTurnedOffEvent < VmEvent @4.0:
VmFaultToleranceVmTerminatedEvent < VmEvent @4.0: reason?:string@4.0
VmGuestOSCrashedEvent < VmEvent @6.0:
VmGuestRebootEvent < VmEvent:
VmGuestShutdownEvent < VmEvent:
VmGuestStandbyEvent < VmEvent:
VmHealthMonitoringStateChangedEvent < ClusterEvent @4.0: state:string@4.0 prevState?:string@6.5
VmInstanceUuidAssignedEvent < VmEvent @4.0: instanceUuid:string@4.0
VmInstanceUuidChangedEvent < VmEvent @4.0: oldInstanceUuid:string@4.0 newInstanceUuid:string@4.0
VmInstanceUuidConflictEvent < VmEvent @4.0: conflictedVm:VmEventArgument@4.0 instanceUuid:string@4.0
VmMacAssignedEvent < VmEvent: adapter:string mac:string
VmMacChangedEvent < VmEvent: adapter:string oldMac:string newMac:string
VmMacConflictEvent < VmEvent: conflictedVm:VmEventArgument mac:string
VmMaxFTRestartCountReached < VmEvent @4.0:
VmMaxRestartCountReached < VmEvent @4.0:
VmMessageErrorEvent < VmEvent @4.0: message:string@4.0 messageInfo?:VirtualMachineMessage[]@4.0
VmMessageEvent < VmEvent: message:string messageInfo?:VirtualMachineMessage[]
VmMessageWarningEvent < VmEvent @4.0: message:string@4.0 messageInfo?:VirtualMachineMessage[]@4.0
VmMigratedEvent < VmEvent: sourceHost:HostEventArgument sourceDatacenter?:DatacenterEventArgument@5.0 sourceDatastore?:DatastoreEventArgument@5.0
VmNoCompatibleHostForSecondaryEvent < VmEvent @4.0:
VmNoNetworkAccessEvent < VmEvent: destHost:HostEventArgument
VmOrphanedEvent < VmEvent:
VmPowerOffOnIsolationEvent < VmPoweredOffEvent: isolatedHost:HostEventArgument
VmPoweredOffEvent < VmEvent:
VmPoweredOnEvent < VmEvent:
VmPoweringOnWithCustomizedDVPortEvent < VmEvent @4.0: vnic:VnicPortArgument[]@4.0
VmPrimaryFailoverEvent < VmEvent @4.0: reason?:string@4.0
VmReconfiguredEvent < VmEvent: configSpec:VirtualMachineConfigSpec configChanges?:ChangesInfoEventArgument@6.5
VmRegisteredEvent < VmEvent:
VmRelayoutSuccessfulEvent < VmEvent:
VmRelayoutUpToDateEvent < VmEvent:
VmReloadFromPathEvent < VmEvent @4.1: configPath:string@4.1
VmReloadFromPathFailedEvent < VmEvent @4.1: configPath:string@4.1
VmRelocateFailedEvent < VmRelocateSpecEvent: destHost:HostEventArgument reason:LocalizedMethodFault destDatacenter?:DatacenterEventArgument@5.0 destDatastore?:DatastoreEventArgument@5.0
VmRelocateSpecEvent < VmEvent:
VmRelocatedEvent < VmRelocateSpecEvent: sourceHost:HostEventArgument sourceDatacenter?:DatacenterEventArgument@5.0 sourceDatastore?:DatastoreEventArgument@5.0
VmRemoteConsoleConnectedEvent < VmEvent @4.0:
VmRemoteConsoleDisconnectedEvent < VmEvent @4.0:
VmRemovedEvent < VmEvent:
VmRenamedEvent < VmEvent: oldName:string newName:string
VmRequirementsExceedCurrentEVCModeEvent < VmEvent @5.1:
VmResettingEvent < VmEvent:
VmResourcePoolMovedEvent < VmEvent: oldParent:ResourcePoolEventArgument newParent:ResourcePoolEventArgument
VmResourceReallocatedEvent < VmEvent: configChanges?:ChangesInfoEventArgument@6.5
VmRestartedOnAlternateHostEvent < VmPoweredOnEvent: sourceHost:HostEventArgument
VmResumingEvent < VmEvent:
VmSecondaryAddedEvent < VmEvent @4.0:
VmSecondaryDisabledBySystemEvent < VmEvent @4.0: reason?:LocalizedMethodFault@4.0
VmSecondaryDisabledEvent < VmEvent @4.0:
VmSecondaryEnabledEvent < VmEvent @4.0:
VmSecondaryStartedEvent < VmEvent @4.0:
VmShutdownOnIsolationEvent < VmPoweredOffEvent @4.0: isolatedHost:HostEventArgument@4.0 shutdownResult?:string@4.0
VmStartRecordingEvent < VmEvent @4.0:
VmStartReplayingEvent < VmEvent @4.0:
VmStartingEvent < VmEvent:
VmStartingSecondaryEvent < VmEvent @4.0:
VmStaticMacConflictEvent < VmEvent: conflictedVm:VmEventArgument mac:string
VmStoppingEvent < VmEvent:
VmSuspendedEvent < VmEvent:
VmSuspendingEvent < VmEvent:
VmTimedoutStartingSecondaryEvent < VmEvent @4.0: timeout?:long@4.0
VmUnsupportedStartingEvent < VmStartingEvent: guestId:string
VmUpgradeCompleteEvent < VmEvent: version:string
VmUpgradeFailedEvent < VmEvent:
VmUpgradingEvent < VmEvent: version:string
VmUuidAssignedEvent < VmEvent: uuid:string
VmUuidChangedEvent < VmEvent: oldUuid:string newUuid:string
VmUuidConflictEvent < VmEvent: conflictedVm:VmEventArgument uuid:string
VmVnicPoolReservationViolationClearEvent < DvsEvent @6.0: vmVnicResourcePoolKey:string@6.0 vmVnicResourcePoolName?:string@6.0
VmVnicPoolReservationViolationRaiseEvent < DvsEvent @6.0: vmVnicResourcePoolKey:string@6.0 vmVnicResourcePoolName?:string@6.0
VmWwnAssignedEvent < VmEvent: nodeWwns:long[] portWwns:long[]
VmWwnChangedEvent < VmEvent: oldNodeWwns?:long[] oldPortWwns?:long[] newNodeWwns?:long[] newPortWwns?:long[]
VmWwnConflictEvent < VmEvent: conflictedVms?:VmEventArgument[] conflictedHosts?:HostEventArgument[] wwn:long
VnicPortArgument @4.0: vnic:string@4.0 port:DistributedVirtualSwitchPortConnection@4.0
WarningUpgradeEvent < UpgradeEvent:
IScsiBootFailureEvent < HostEvent @4.1:
ExtExtendedProductInfo @5.0: companyUrl?:string@5.0 productUrl?:string@5.0 managementUrl?:string@5.0 self?:*ManagedEntity@5.0
ManagedByInfo @5.0: extensionKey:string@5.0 type:string@5.0
ExtManagedEntityInfo @5.0: type:string@5.0 smallIconUrl?:string@5.0 iconUrl?:string@5.1 description?:string@5.0
ExtSolutionManagerInfo @5.0: tab?:ExtSolutionManagerInfoTabInfo[]@5.0 smallIconUrl?:string@5.0
ExtSolutionManagerInfoTabInfo @5.0: label:string@5.0 url:string@5.0
ActiveDirectoryFault < VimFault @4.1: errorCode?:int@4.1
ActiveVMsBlockingEVC < EVCConfigFault @2.5u2: evcMode?:string@4.0 host?:*HostSystem[]@4.0 hostName?:string[]@4.0
AdminDisabled < HostConfigFault:
AdminNotDisabled < HostConfigFault:
AffinityConfigured < MigrationFault: configuredAffinity:string[]
AgentInstallFailed < HostConnectFault: reason?:string@4.0 statusCode?:int@4.0 installerOutput?:string@4.0
AlreadyBeingManaged < HostConnectFault: ipAddress:string
AlreadyConnected < HostConnectFault: name:string
AlreadyExists < VimFault: name?:string
AlreadyUpgraded < VimFault:
ApplicationQuiesceFault < SnapshotFault:
AuthMinimumAdminPermission < VimFault:
BackupBlobReadFailure < DvsFault @5.1: entityName:string@5.1 entityType:string@5.1 fault:LocalizedMethodFault@5.1
BackupBlobWriteFailure < DvsFault @5.1: entityName:string@5.1 entityType:string@5.1 fault:LocalizedMethodFault@5.1
BlockedByFirewall < HostConfigFault @4.1:
CAMServerRefusedConnection < InvalidCAMServer @5.0:
CannotAccessFile < FileFault:
CannotAccessLocalSource < VimFault:
CannotAccessNetwork < CannotAccessVmDevice: network?:*Network@6.0
CannotAccessVmComponent < VmConfigFault:
CannotAccessVmConfig < CannotAccessVmComponent: reason:LocalizedMethodFault
CannotAccessVmDevice < CannotAccessVmComponent: device:string backing:string connected:boolean
CannotAccessVmDisk < CannotAccessVmDevice: fault:LocalizedMethodFault
CannotAddHostWithFTVmAsStandalone < HostConnectFault @4.0:
CannotAddHostWithFTVmToDifferentCluster < HostConnectFault @4.0:
CannotAddHostWithFTVmToNonHACluster < HostConnectFault @4.0:
CannotChangeDrsBehaviorForFtSecondary < VmFaultToleranceIssue @4.1: vm:*VirtualMachine@4.1 vmName:string@4.1
CannotChangeHaSettingsForFtSecondary < VmFaultToleranceIssue @4.1: vm:*VirtualMachine@4.1 vmName:string@4.1
CannotComputeFTCompatibleHosts < VmFaultToleranceIssue @6.0: vm:*VirtualMachine@6.0 vmName:string@6.0
CannotCreateFile < FileFault:
CannotDecryptPasswords < CustomizationFault:
CannotDeleteFile < FileFault:
CannotDisableDrsOnClustersWithVApps < RuntimeFault @4.1:
CannotDisableSnapshot < VmConfigFault:
CannotDisconnectHostWithFaultToleranceVm < VimFault @4.0: hostName:string@4.0
CannotEnableVmcpForCluster < VimFault @6.0: host?:*HostSystem@6.0 hostName?:string@6.0 reason?:string@6.0
CannotModifyConfigCpuRequirements < MigrationFault:
CannotMoveFaultToleranceVm < VimFault @4.0: moveType:string@4.0 vmName:string@4.0
CannotMoveHostWithFaultToleranceVm < VimFault @4.0:
CannotMoveVmWithDeltaDisk < MigrationFault @5.0: device:string@5.0
CannotMoveVmWithNativeDeltaDisk < MigrationFault @5.0:
CannotPlaceWithoutPrerequisiteMoves < VimFault @5.1:
CannotPowerOffVmInCluster < InvalidState @5.0: operation:string@5.0 vm:*VirtualMachine@5.0 vmName:string@5.0
CannotUseNetwork < VmConfigFault @5.5: device:string@5.5 backing:string@5.5 connected:boolean@5.5 reason:string@5.5 network?:*Network@6.0
ClockSkew < HostConfigFault @4.1:
CloneFromSnapshotNotSupported < MigrationFault @4.0:
CollectorAddressUnset < DvsFault @5.1:
ConcurrentAccess < VimFault:
ConflictingConfiguration < DvsFault @5.5: configInConflict:ConflictingConfigurationConfig[]@5.5
ConflictingConfigurationConfig @5.5: entity?:*ManagedEntity@5.5 propertyPath:string@5.5
ConflictingDatastoreFound < RuntimeFault @5.1: name:string@5.1 url:string@5.1
ConnectedIso < OvfExport @4.0: cdrom:VirtualCdrom@4.0 filename:string@4.0
CpuCompatibilityUnknown < CpuIncompatible:
CpuHotPlugNotSupported < VmConfigFault @4.0:
CpuIncompatible < VirtualHardwareCompatibilityIssue: level:int registerName:string registerBits?:string desiredBits?:string host?:*HostSystem
CpuIncompatible1ECX < CpuIncompatible: sse3:boolean pclmulqdq:boolean@5.0 ssse3:boolean sse41:boolean sse42:boolean aes:boolean@5.0 other:boolean otherOnly:boolean
CpuIncompatible81EDX < CpuIncompatible: nx:boolean ffxsr:boolean rdtscp:boolean lm:boolean other:boolean otherOnly:boolean
CustomizationFault < VimFault:
CustomizationPending < CustomizationFault:
DVPortNotSupported < DeviceBackingNotSupported @4.1:
DasConfigFault < VimFault: reason?:string@4.0 output?:string@4.0 event?:Event[]@4.0
DatabaseError < RuntimeFault:
DatacenterMismatch < MigrationFault: invalidArgument:DatacenterMismatchArgument[] expectedDatacenter:*Datacenter
DatacenterMismatchArgument: entity:*ManagedEntity inputDatacenter?:*Datacenter
DatastoreNotWritableOnHost < InvalidDatastore: host:*HostSystem
DeltaDiskFormatNotSupported < VmConfigFault @5.0: datastore?:*Datastore[]@5.0 deltaDiskFormat:string@5.0
DestinationSwitchFull < CannotAccessNetwork:
DeviceBackingNotSupported < DeviceNotSupported: backing:string
DeviceControllerNotSupported < DeviceNotSupported: controller:string
DeviceHotPlugNotSupported < InvalidDeviceSpec @2.5u2server:
DeviceNotFound < InvalidDeviceSpec:
DeviceNotSupported < VirtualHardwareCompatibilityIssue: device:string reason?:string
DeviceUnsupportedForVmPlatform < InvalidDeviceSpec @2.5u2server:
DeviceUnsupportedForVmVersion < InvalidDeviceSpec @2.5u2server: currentVersion:string@2.5u2server expectedVersion:string@2.5u2server
DigestNotSupported < DeviceNotSupported @6.0:
DirectoryNotEmpty < FileFault @5.0:
DisableAdminNotSupported < HostConfigFault:
DisallowedChangeByService < RuntimeFault @5.0: serviceName:string@5.0 disallowedChange?:string@5.0
DisallowedDiskModeChange < InvalidDeviceSpec:
DisallowedMigrationDeviceAttached < MigrationFault: fault:LocalizedMethodFault
DisallowedOperationOnFailoverHost < RuntimeFault @4.0: host:*HostSystem@4.0 hostname:string@4.0
DisconnectedHostsBlockingEVC < EVCConfigFault @2.5u2:
DiskHasPartitions < VsanDiskFault @5.5:
DiskIsLastRemainingNonSSD < VsanDiskFault @5.5:
DiskIsNonLocal < VsanDiskFault @5.5:
DiskIsUSB < VsanDiskFault @5.5:
DiskMoveTypeNotSupported < MigrationFault @4.0:
DiskNotSupported < VirtualHardwareCompatibilityIssue: disk:int
DiskTooSmall < VsanDiskFault @5.5:
DomainNotFound < ActiveDirectoryFault @4.1: domainName:string@4.1
DrsDisabledOnVm < VimFault @4.0:
DrsVmotionIncompatibleFault < VirtualHardwareCompatibilityIssue @4.0: host:*HostSystem@4.0
DuplicateDisks < VsanDiskFault @5.5:
DuplicateName < VimFault: name:string object:*ManagedObject
DvsApplyOperationFault < DvsFault @5.1: objectFault:DvsApplyOperationFaultFaultOnObject[]@5.1
DvsApplyOperationFaultFaultOnObject @5.1: objectId:string@5.1 type:string@5.1 fault:LocalizedMethodFault@5.1
DvsFault < VimFault @4.0:
DvsNotAuthorized < DvsFault @4.0: sessionExtensionKey?:string@4.0 dvsExtensionKey?:string@4.0
DvsOperationBulkFault < DvsFault @4.0: hostFault:DvsOperationBulkFaultFaultOnHost[]@4.0
DvsOperationBulkFaultFaultOnHost @4.0: host:*HostSystem@4.0 fault:LocalizedMethodFault@4.0
DvsScopeViolated < DvsFault @4.0: scope:*ManagedEntity[]@4.0 entity:*ManagedEntity@4.0
EVCAdmissionFailed < NotSupportedHostInCluster @4.0: faults?:LocalizedMethodFault[]@5.1
EVCAdmissionFailedCPUFeaturesForMode < EVCAdmissionFailed @4.0: currentEVCModeKey:string@4.0
EVCAdmissionFailedCPUModel < EVCAdmissionFailed @4.0:
EVCAdmissionFailedCPUModelForMode < EVCAdmissionFailed @4.0: currentEVCModeKey:string@4.0
EVCAdmissionFailedCPUVendor < EVCAdmissionFailed @4.0: clusterCPUVendor:string@4.0 hostCPUVendor:string@4.0
EVCAdmissionFailedCPUVendorUnknown < EVCAdmissionFailed @4.0:
EVCAdmissionFailedHostDisconnected < EVCAdmissionFailed @4.0:
EVCAdmissionFailedHostSoftware < EVCAdmissionFailed @4.0:
EVCAdmissionFailedHostSoftwareForMode < EVCAdmissionFailed @4.0:
EVCAdmissionFailedVmActive < EVCAdmissionFailed @4.0:
EVCConfigFault < VimFault @2.5u2: faults?:LocalizedMethodFault[]@5.1
EVCModeIllegalByVendor < EVCConfigFault @2.5u2: clusterCPUVendor:string@2.5u2 modeCPUVendor:string@2.5u2
EVCModeUnsupportedByHosts < EVCConfigFault @4.0: evcMode?:string@4.0 host?:*HostSystem[]@4.0 hostName?:string[]@4.0
EVCUnsupportedByHostHardware < EVCConfigFault @4.1: host:*HostSystem[]@4.1 hostName:string[]@4.1
EVCUnsupportedByHostSoftware < EVCConfigFault @4.1: host:*HostSystem[]@4.1 hostName:string[]@4.1
EightHostLimitViolated < VmConfigFault @4.0:
EncryptionKeyRequired < InvalidState @6.7: requiredKey?:CryptoKeyId[]@6.7
ExpiredAddonLicense < ExpiredFeatureLicense:
ExpiredEditionLicense < ExpiredFeatureLicense:
ExpiredFeatureLicense < NotEnoughLicenses: feature:string count:int expirationDate:dateTime
ExtendedFault < VimFault: faultTypeId:string data?:KeyValue[]
FailToEnableSPBM < NotEnoughLicenses @5.0: cs:*ComputeResource@5.0 csName:string@5.0 hostLicenseStates:ComputeResourceHostSPBMLicenseInfo[]@5.0
FailToLockFaultToleranceVMs < RuntimeFault @4.1: vmName:string@4.1 vm:*VirtualMachine@4.1 alreadyLockedVm:*VirtualMachine@4.1
FaultToleranceAntiAffinityViolated < MigrationFault @4.0: hostName:string@4.0 host:*HostSystem@4.0
FaultToleranceCannotEditMem < VmConfigFault @4.1: vmName:string@4.1 vm:*VirtualMachine@4.1
FaultToleranceCpuIncompatible < CpuIncompatible @4.0: model:boolean@4.0 family:boolean@4.0 stepping:boolean@4.0
FaultToleranceNeedsThickDisk < MigrationFault @4.1: vmName:string@4.1
FaultToleranceNotLicensed < VmFaultToleranceIssue @4.0: hostName?:string@4.0
FaultToleranceNotSameBuild < MigrationFault @4.0: build:string@4.0
FaultTolerancePrimaryPowerOnNotAttempted < VmFaultToleranceIssue @4.0: secondaryVm:*VirtualMachine@4.0 primaryVm:*VirtualMachine@4.0
FaultToleranceVmNotDasProtected < VimFault @5.0: vm:*VirtualMachine@5.0 vmName:string@5.0
FcoeFault < VimFault @5.0:
FcoeFaultPnicHasNoPortSet < FcoeFault @5.0: nicDevice:string@5.0
FeatureRequirementsNotMet < VirtualHardwareCompatibilityIssue @5.1: featureRequirement?:VirtualMachineFeatureRequirement[]@5.1 vm?:*VirtualMachine@5.1 host?:*HostSystem@5.1
FileAlreadyExists < FileFault:
FileBackedPortNotSupported < DeviceNotSupported:
FileFault < VimFault: file:string
FileLocked < FileFault:
FileNameTooLong < FileFault @5.0:
FileNotFound < FileFault:
FileNotWritable < FileFault:
FileTooLarge < FileFault: datastore:string fileSize:long maxFileSize?:long
FilesystemQuiesceFault < SnapshotFault:
FilterInUse < ResourceInUse @6.0: disk?:VirtualDiskId[]@6.0
FtIssuesOnHost < VmFaultToleranceIssue @4.0: host:*HostSystem@4.0 hostName:string@4.0 errors?:LocalizedMethodFault[]@4.0
FtVmHostRuleViolation < VmConfigFault @8.0.3.0: vmName:string@8.0.3.0 hostName:string@8.0.3.0 hostGroup:string@8.0.3.0
FullStorageVMotionNotSupported < MigrationFeatureNotSupported:
GatewayConnectFault < HostConnectFault @6.0: gatewayType:string@6.0 gatewayId:string@6.0 gatewayInfo:string@6.0 details?:LocalizableMessage@6.0
GatewayHostNotReachable < GatewayToHostConnectFault @6.0:
GatewayNotFound < GatewayConnectFault @6.0:
GatewayNotReachable < GatewayConnectFault @6.0:
GatewayOperationRefused < GatewayConnectFault @6.0:
GatewayToHostAuthFault < GatewayToHostConnectFault @6.0: invalidProperties:string[]@6.0 missingProperties:string[]@6.0
GatewayToHostConnectFault < GatewayConnectFault @6.0: hostname:string@6.0 port?:int@6.0
GatewayToHostTrustVerifyFault < GatewayToHostConnectFault @6.0: verificationToken:string@6.0 propertiesToVerify:KeyValue[]@6.0
GenericDrsFault < VimFault: hostFaults?:LocalizedMethodFault[]
GenericVmConfigFault < VmConfigFault: reason:string
GuestAuthenticationChallenge < GuestOperationsFault @5.0: serverChallenge:GuestAuthentication@5.0 sessionID:long@5.0
GuestComponentsOutOfDate < GuestOperationsFault @5.0:
GuestMultipleMappings < GuestOperationsFault @6.0:
GuestOperationsFault < VimFault @5.0:
GuestOperationsUnavailable < GuestOperationsFault @5.0:
GuestPermissionDenied < GuestOperationsFault @5.0:
GuestProcessNotFound < GuestOperationsFault @5.0: pid:long@5.0
GuestRegistryFault < GuestOperationsFault @6.0: windowsSystemErrorCode:long@6.0
GuestRegistryKeyAlreadyExists < GuestRegistryKeyFault @6.0:
GuestRegistryKeyFault < GuestRegistryFault @6.0: keyName:string@6.0
GuestRegistryKeyHasSubkeys < GuestRegistryKeyFault @6.0:
GuestRegistryKeyInvalid < GuestRegistryKeyFault @6.0:
GuestRegistryKeyParentVolatile < GuestRegistryKeyFault @6.0:
GuestRegistryValueFault < GuestRegistryFault @6.0: keyName:string@6.0 valueName:string@6.0
GuestRegistryValueNotFound < GuestRegistryValueFault @6.0:
HAErrorsAtDest < MigrationFault:
HeterogenousHostsBlockingEVC < EVCConfigFault @2.5u2:
HostAccessRestrictedToManagementServer < NotSupported @5.0: managementServer:string@5.0
HostConfigFailed < HostConfigFault @4.0: failure:LocalizedMethodFault[]@4.0
HostConfigFault < VimFault:
HostConnectFault < VimFault:
HostHasComponentFailure < VimFault @6.0: hostName:string@6.0 componentType:string@6.0 componentName:string@6.0
HostInDomain < HostConfigFault @4.1:
HostIncompatibleForFaultTolerance < VmFaultToleranceIssue @4.0: hostName?:string@4.0 reason?:string@4.0
HostIncompatibleForRecordReplay < VimFault @4.0: hostName?:string@4.0 reason?:string@4.0
HostInventoryFull < NotEnoughLicenses: capacity:int
HostPowerOpFailed < VimFault:
HostSpecificationOperationFailed < VimFault @6.5: host:*HostSystem@6.5
HotSnapshotMoveNotSupported < SnapshotCopyNotSupported:
HttpFault < VimFault @4.0: statusCode:int@4.0 statusMessage:string@4.0
IDEDiskNotSupported < DiskNotSupported:
IORMNotSupportedHostOnDatastore < VimFault @4.1: datastore:*Datastore@4.1 datastoreName:string@4.1 host?:*HostSystem[]@4.1
ImportHostAddFailure < DvsFault @5.1: hostIp:string[]@5.1
ImportOperationBulkFault < DvsFault @5.1: importFaults:ImportOperationBulkFaultFaultOnImport[]@5.1
ImportOperationBulkFaultFaultOnImport @5.1: entityType?:string@5.1 key?:string@5.1 fault:LocalizedMethodFault@5.1
InUseFeatureManipulationDisallowed < NotEnoughLicenses @4.0:
InaccessibleDatastore < InvalidDatastore: detail?:string@5.0
InaccessibleFTMetadataDatastore < InaccessibleDatastore @6.0:
InaccessibleVFlashSource < VimFault @5.5: hostName:string@5.5
IncompatibleDefaultDevice < MigrationFault: device:string
IncompatibleHostForFtSecondary < VmFaultToleranceIssue @4.0: host:*HostSystem@4.0 error?:LocalizedMethodFault[]@4.0
IncompatibleHostForVmReplication < ReplicationFault @6.0: vmName:string@6.0 hostName:string@6.0 reason:string@6.0
IncompatibleSetting < InvalidArgument: conflictingProperty:string
IncorrectFileType < FileFault:
IncorrectHostInformation < NotEnoughLicenses:
IndependentDiskVMotionNotSupported < MigrationFeatureNotSupported:
InsufficientAgentVmsDeployed < InsufficientResourcesFault @5.0: hostName:string@5.0 requiredNumAgentVms:int@5.0 currentNumAgentVms:int@5.0
InsufficientCpuResourcesFault < InsufficientResourcesFault: unreserved:long requested:long
InsufficientDisks < VsanDiskFault @5.5:
InsufficientFailoverResourcesFault < InsufficientResourcesFault:
InsufficientGraphicsResourcesFault < InsufficientResourcesFault @6.0:
InsufficientHostCapacityFault < InsufficientResourcesFault: host?:*HostSystem
InsufficientHostCpuCapacityFault < InsufficientHostCapacityFault @4.0: unreserved:long@4.0 requested:long@4.0
InsufficientHostMemoryCapacityFault < InsufficientHostCapacityFault @4.0: unreserved:long@4.0 requested:long@4.0
InsufficientMemoryResourcesFault < InsufficientResourcesFault: unreserved:long requested:long
InsufficientNetworkCapacity < InsufficientResourcesFault @6.0:
InsufficientNetworkResourcePoolCapacity < InsufficientResourcesFault @6.0: dvsName:string@6.0 dvsUuid:string@6.0 resourcePoolKey:string@6.0 available:long@6.0 requested:long@6.0 device:string[]@6.0
InsufficientPerCpuCapacity < InsufficientHostCapacityFault:
InsufficientResourcesFault < VimFault:
InsufficientStandbyCpuResource < InsufficientStandbyResource @4.0: available:long@4.0 requested:long@4.0
InsufficientStandbyMemoryResource < InsufficientStandbyResource @4.0: available:long@4.0 requested:long@4.0
InsufficientStandbyResource < InsufficientResourcesFault @4.0:
InsufficientStorageIops < VimFault @6.0: unreservedIops:long@6.0 requestedIops:long@6.0 datastoreName:string@6.0
InsufficientStorageSpace < InsufficientResourcesFault @5.0:
InsufficientVFlashResourcesFault < InsufficientResourcesFault @5.5: freeSpaceInMB?:long@6.0 freeSpace:long@5.5 requestedSpaceInMB?:long@6.0 requestedSpace:long@5.5
InvalidAffinitySettingFault < VimFault:
InvalidBmcRole < VimFault @4.0:
InvalidBundle < PlatformConfigFault:
InvalidCAMCertificate < InvalidCAMServer @5.0:
InvalidCAMServer < ActiveDirectoryFault @5.0: camServer:string@5.0
InvalidClientCertificate < InvalidLogin @2.5u2:
InvalidController < InvalidDeviceSpec: controllerKey:int
InvalidDasConfigArgument < InvalidArgument @5.1: entry?:string@5.1 clusterName?:string@5.1
InvalidDasRestartPriorityForFtVm < InvalidArgument @4.1: vm:*VirtualMachine@4.1 vmName:string@4.1
InvalidDatastore < VimFault: datastore?:*Datastore name?:string
InvalidDatastorePath < InvalidDatastore: datastorePath:string
InvalidDatastoreState < InvalidState @5.0: datastoreName?:string@5.0
InvalidDeviceBacking < InvalidDeviceSpec:
InvalidDeviceOperation < InvalidDeviceSpec: badOp?:VirtualDeviceConfigSpecOperation badFileOp?:VirtualDeviceConfigSpecFileOperation
InvalidDeviceSpec < InvalidVmConfig: deviceIndex:int
InvalidDiskFormat < InvalidFormat:
InvalidDrsBehaviorForFtVm < InvalidArgument @4.0: vm:*VirtualMachine@4.0 vmName:string@4.0
InvalidEditionLicense < NotEnoughLicenses: feature:string
InvalidEvent < VimFault:
InvalidFolder < VimFault: target:*ManagedEntity
InvalidFormat < VmConfigFault:
InvalidGuestLogin < GuestOperationsFault @5.0:
InvalidHostConnectionState < InvalidHostState @5.1:
InvalidHostName < HostConfigFault @4.1:
InvalidHostState < InvalidState: host?:*HostSystem
InvalidIndexArgument < InvalidArgument @4.0: key:string@4.0
InvalidIpfixConfig < DvsFault @5.1: property?:string@5.1
InvalidIpmiLoginInfo < VimFault @4.0:
InvalidIpmiMacAddress < VimFault @4.0: userProvidedMacAddress:string@4.0 observedMacAddress:string@4.0
InvalidLicense < VimFault: licenseContent:string
InvalidLocale < VimFault:
InvalidLogin < VimFault:
InvalidName < VimFault: name:string entity?:*ManagedEntity
InvalidNasCredentials < NasConfigFault @2.5u2server: userName:string@2.5u2server
InvalidNetworkInType < VAppPropertyFault @4.0:
InvalidNetworkResource < NasConfigFault @2.5u2server: remoteHost:string@2.5u2server remotePath:string@2.5u2server
InvalidOperationOnSecondaryVm < VmFaultToleranceIssue @4.0: instanceUuid:string@4.0
InvalidPowerState < InvalidState: requestedState?:VirtualMachinePowerState existingState:VirtualMachinePowerState
InvalidPrivilege < VimFault: privilege:string
InvalidProfileReferenceHost < RuntimeFault @5.0: reason?:string@5.0 host?:*HostSystem@5.0 profile?:*Profile@5.0 profileName?:string@6.5
InvalidPropertyType < VAppPropertyFault @4.0:
InvalidPropertyValue < VAppPropertyFault @4.0:
InvalidResourcePoolStructureFault < InsufficientResourcesFault:
InvalidScheduledTask < RuntimeFault @8.0.2.0:
InvalidSnapshotFormat < InvalidFormat:
InvalidState < VimFault:
InvalidVmConfig < VmConfigFault: property?:string
InvalidVmState < InvalidState @6.5: vm:*VirtualMachine@6.5
InventoryHasStandardAloneHosts < NotEnoughLicenses @4.0: hosts:string[]@4.0
IpHostnameGeneratorError < CustomizationFault:
IscsiFault < VimFault @5.0:
IscsiFaultInvalidVnic < IscsiFault @5.0: vnicDevice:string@5.0
IscsiFaultPnicInUse < IscsiFault @5.0: pnicDevice:string@5.0
IscsiFaultVnicAlreadyBound < IscsiFault @5.0: vnicDevice:string@5.0
IscsiFaultVnicHasActivePaths < IscsiFault @5.0: vnicDevice:string@5.0
IscsiFaultVnicHasMultipleUplinks < IscsiFault @5.0: vnicDevice:string@5.0
IscsiFaultVnicHasNoUplinks < IscsiFault @5.0: vnicDevice:string@5.0
IscsiFaultVnicHasWrongUplink < IscsiFault @5.0: vnicDevice:string@5.0
IscsiFaultVnicInUse < IscsiFault @5.0: vnicDevice:string@5.0
IscsiFaultVnicIsLastPath < IscsiFault @5.0: vnicDevice:string@5.0
IscsiFaultVnicNotBound < IscsiFault @5.0: vnicDevice:string@5.0
IscsiFaultVnicNotFound < IscsiFault @5.0: vnicDevice:string@5.0
KeyNotFound < VimFault @6.7.2: key:string@6.7.2
LargeRDMConversionNotSupported < MigrationFault @5.0: device:string@5.0
LargeRDMNotSupportedOnDatastore < VmConfigFault @5.0: device:string@5.0 datastore:*Datastore@5.0 datastoreName:string@5.0
LegacyNetworkInterfaceInUse < CannotAccessNetwork:
LicenseAssignmentFailed < RuntimeFault @4.0: reason?:string@4.0
LicenseDowngradeDisallowed < NotEnoughLicenses @4.0: edition:string@4.0 entityId:string@4.0 features:KeyAnyValue[]@4.0
LicenseEntityNotFound < VimFault @4.0: entityId:string@4.0
LicenseExpired < NotEnoughLicenses @4.0: licenseKey:string@4.0
LicenseKeyEntityMismatch < NotEnoughLicenses @4.0:
LicenseRestricted < NotEnoughLicenses:
LicenseServerUnavailable < VimFault: licenseServer:string
LicenseSourceUnavailable < NotEnoughLicenses: licenseSource:LicenseSource
LimitExceeded < VimFault @4.0: property?:string@4.0 limit?:int@4.0
LinuxVolumeNotClean < CustomizationFault:
LogBundlingFailed < VimFault:
MaintenanceModeFileMove < MigrationFault:
MemoryFileFormatNotSupportedByDatastore < UnsupportedDatastore @6.0: datastoreName:string@6.0 type:string@6.0
MemoryHotPlugNotSupported < VmConfigFault @4.0:
MemorySizeNotRecommended < VirtualHardwareCompatibilityIssue: memorySizeMB:int minMemorySizeMB:int maxMemorySizeMB:int
MemorySizeNotSupported < VirtualHardwareCompatibilityIssue: memorySizeMB:int minMemorySizeMB:int maxMemorySizeMB:int
MemorySizeNotSupportedByDatastore < VirtualHardwareCompatibilityIssue @5.0: datastore:*Datastore@5.0 memorySizeMB:int@5.0 maxMemorySizeMB:int@5.0
MemorySnapshotOnIndependentDisk < SnapshotFault:
MethodAlreadyDisabledFault < RuntimeFault @4.1: sourceId:string@4.1
MethodDisabled < RuntimeFault: source?:string@4.1
MigrationDisabled < MigrationFault @4.0:
MigrationFault < VimFault:
MigrationFeatureNotSupported < MigrationFault: atSourceHost:boolean failedHostName:string failedHost:*HostSystem
MigrationNotReady < MigrationFault @4.0: reason:string@4.0
MismatchedBundle < VimFault: bundleUuid:string hostUuid:string bundleBuildNumber:int hostBuildNumber:int
MismatchedNetworkPolicies < MigrationFault: device:string backing:string connected:boolean
MismatchedVMotionNetworkNames < MigrationFault: sourceNetwork:string destNetwork:string
MissingBmcSupport < VimFault @4.0:
MissingController < InvalidDeviceSpec:
MissingIpPool < VAppPropertyFault @5.0:
MissingLinuxCustResources < CustomizationFault:
MissingNetworkIpConfig < VAppPropertyFault @4.0:
MissingPowerOffConfiguration < VAppConfigFault @4.0:
MissingPowerOnConfiguration < VAppConfigFault @4.0:
MissingWindowsCustResources < CustomizationFault:
MksConnectionLimitReached < InvalidState @5.0: connectionLimit:int@5.0
MountError < CustomizationFault: vm:*VirtualMachine diskIndex:int
MultiWriterNotSupported < DeviceNotSupported @6.0:
MultipleCertificatesVerifyFault < HostConnectFault @4.0: thumbprintData:MultipleCertificatesVerifyFaultThumbprintData[]@4.0
MultipleCertificatesVerifyFaultThumbprintData @4.0: port:int@4.0 thumbprint:string@4.0
MultipleSnapshotsNotSupported < SnapshotFault:
NamespaceFull < VimFault @5.1: name:string@5.1 currentMaxSize:long@5.1 requiredSize?:long@5.1
NamespaceLimitReached < VimFault @5.1: limit?:int@5.1
NamespaceWriteProtected < VimFault @5.1: name:string@5.1
NasConfigFault < HostConfigFault @2.5u2server: name:string@2.5u2server
NasConnectionLimitReached < NasConfigFault @2.5u2server: remoteHost:string@2.5u2server remotePath:string@2.5u2server
NasSessionCredentialConflict < NasConfigFault @2.5u2server: remoteHost:string@2.5u2server remotePath:string@2.5u2server userName:string@2.5u2server
NasVolumeNotMounted < NasConfigFault @2.5u2server: remoteHost:string@2.5u2server remotePath:string@2.5u2server
NetworkCopyFault < FileFault:
NetworkDisruptedAndConfigRolledBack < VimFault @5.1: host:string@5.1
NetworkInaccessible < NasConfigFault @2.5u2server:
NetworksMayNotBeTheSame < MigrationFault: name?:string
NicSettingMismatch < CustomizationFault: numberOfNicsInSpec:int numberOfNicsInVM:int
NoActiveHostInCluster < InvalidState: computeResource:*ComputeResource
NoAvailableIp < VAppPropertyFault @4.0: network:*Network@4.0
NoClientCertificate < VimFault:
NoCompatibleDatastore < VimFault @5.0:
NoCompatibleHardAffinityHost < VmConfigFault @4.1: vmName:string@4.1
NoCompatibleHost < VimFault @4.0: host?:*HostSystem[]@4.0 error?:LocalizedMethodFault[]@4.0
NoCompatibleHostWithAccessToDevice < NoCompatibleHost @4.1:
NoCompatibleSoftAffinityHost < VmConfigFault @4.1: vmName:string@4.1
NoConnectedDatastore < VimFault @5.0:
NoDiskFound < VimFault:
NoDiskSpace < FileFault: datastore:string
NoDisksToCustomize < CustomizationFault:
NoGateway < HostConfigFault:
NoGuestHeartbeat < MigrationFault:
NoHost < HostConnectFault: name?:string
NoHostSuitableForFtSecondary < VmFaultToleranceIssue @4.0: vm:*VirtualMachine@4.0 vmName:string@4.0
NoLicenseServerConfigured < NotEnoughLicenses @4.0:
NoPeerHostFound < HostPowerOpFailed:
NoPermission < SecurityError: object?:*ManagedObject privilegeId?:string missingPrivileges?:NoPermissionEntityPrivileges[]@7.0.3.2
NoPermissionEntityPrivileges @7.0.3.2: entity:*ManagedObject@7.0.3.2 privilegeIds?:string[]@7.0.3.2
NoPermissionOnAD < ActiveDirectoryFault @4.1:
NoPermissionOnHost < HostConnectFault:
NoPermissionOnNasVolume < NasConfigFault @2.5u2server: userName?:string@2.5u2server
NoSubjectName < VimFault:
NoVcManagedIpConfigured < VAppPropertyFault @4.0:
NoVirtualNic < HostConfigFault:
NoVmInVApp < VAppConfigFault @4.0:
NonADUserRequired < ActiveDirectoryFault @4.1:
NonHomeRDMVMotionNotSupported < MigrationFeatureNotSupported: device:string
NonPersistentDisksNotSupported < DeviceNotSupported:
NonVmwareOuiMacNotSupportedHost < NotSupportedHost @5.1: hostName:string@5.1
NotADirectory < FileFault @5.0:
NotAFile < FileFault @5.0:
NotAuthenticated < NoPermission:
NotEnoughCpus < VirtualHardwareCompatibilityIssue: numCpuDest:int numCpuVm:int
NotEnoughLogicalCpus < NotEnoughCpus: host?:*HostSystem
NotFound < VimFault:
NotSupportedDeviceForFT < VmFaultToleranceIssue @4.1: host:*HostSystem@4.1 hostName?:string@4.1 vm:*VirtualMachine@4.1 vmName?:string@4.1 deviceType:string@4.1 deviceLabel?:string@4.1
NotSupportedHost < HostConnectFault: productName?:string productVersion?:string
NotSupportedHostForChecksum < VimFault @6.0:
NotSupportedHostForVFlash < NotSupportedHost @5.5: hostName:string@5.5
NotSupportedHostForVmcp < NotSupportedHost @6.0: hostName:string@6.0
NotSupportedHostForVmemFile < NotSupportedHost @6.0: hostName:string@6.0
NotSupportedHostInCluster < NotSupportedHost @4.0:
NotSupportedHostInDvs < NotSupportedHost @4.1: switchProductSpec:DistributedVirtualSwitchProductSpec@4.1
NotSupportedHostInHACluster < NotSupportedHost @5.0: hostName:string@5.0 build:string@5.0
NotUserConfigurableProperty < VAppPropertyFault @4.0:
NumVirtualCoresPerSocketNotSupported < VirtualHardwareCompatibilityIssue @5.0: maxSupportedCoresPerSocketDest:int@5.0 numCoresPerSocketVm:int@5.0
NumVirtualCpusExceedsLimit < InsufficientResourcesFault @4.1: maxSupportedVcpus:int@4.1
NumVirtualCpusIncompatible < VmConfigFault @4.0: reason:string@4.0 numCpu:int@4.0
NumVirtualCpusNotSupported < VirtualHardwareCompatibilityIssue: maxSupportedVcpusDest:int numCpuVm:int
OperationDisabledByGuest < GuestOperationsFault @5.0:
OperationDisallowedOnHost < RuntimeFault @5.0:
OperationNotSupportedByGuest < GuestOperationsFault @5.0:
OutOfBounds < VimFault: argumentName:string
OvfAttribute < OvfInvalidPackage @4.0: elementName:string@4.0 attributeName:string@4.0
OvfConnectedDevice < OvfHardwareExport @4.0:
OvfConnectedDeviceFloppy < OvfConnectedDevice @4.0: filename:string@4.0
OvfConnectedDeviceIso < OvfConnectedDevice @4.0: filename:string@4.0
OvfConstraint < OvfInvalidPackage @4.1: name:string@4.1
OvfConsumerCallbackFault < OvfFault @5.0: extensionKey:string@5.0 extensionName:string@5.0
OvfConsumerCommunicationError < OvfConsumerCallbackFault @5.0: description:string@5.0
OvfConsumerFault < OvfConsumerCallbackFault @5.0: errorKey:string@5.0 message:string@5.0 params?:KeyValue[]@5.0
OvfConsumerInvalidSection < OvfConsumerCallbackFault @5.0: lineNumber:int@5.0 description:string@5.0
OvfConsumerPowerOnFault < InvalidState @5.0: extensionKey:string@5.0 extensionName:string@5.0 description:string@5.0
OvfConsumerUndeclaredSection < OvfConsumerCallbackFault @5.0: qualifiedSectionType:string@5.0
OvfConsumerUndefinedPrefix < OvfConsumerCallbackFault @5.0: prefix:string@5.0
OvfConsumerValidationFault < VmConfigFault @5.0: extensionKey:string@5.0 extensionName:string@5.0 message:string@5.0
OvfCpuCompatibility < OvfImport @5.0: registerName:string@5.0 level:int@5.0 registerValue:string@5.0 desiredRegisterValue:string@5.0
OvfCpuCompatibilityCheckNotSupported < OvfImport @5.0:
OvfDiskMappingNotFound < OvfSystemFault @4.0: diskName:string@4.0 vmName:string@4.0
OvfDiskOrderConstraint < OvfConstraint @4.1:
OvfDuplicateElement < OvfElement @4.0:
OvfDuplicatedElementBoundary < OvfElement @4.0: boundary:string@4.0
OvfDuplicatedPropertyIdExport < OvfExport @5.0: fqid:string@5.0
OvfDuplicatedPropertyIdImport < OvfExport @5.0:
OvfElement < OvfInvalidPackage @4.0: name:string@4.0
OvfElementInvalidValue < OvfElement @4.0: value:string@4.0
OvfExport < OvfFault @4.0:
OvfExportFailed < OvfExport @4.1:
OvfFault < VimFault @4.0:
OvfHardwareCheck < OvfImport @4.0:
OvfHardwareExport < OvfExport @4.0: device?:VirtualDevice@4.0 vmPath:string@4.0
OvfHostResourceConstraint < OvfConstraint @4.1: value:string@4.1
OvfHostValueNotParsed < OvfSystemFault @4.0: property:string@4.0 value:string@4.0
OvfImport < OvfFault @4.0:
OvfImportFailed < OvfImport @4.1:
OvfInternalError < OvfSystemFault @4.1:
OvfInvalidPackage < OvfFault @4.0: lineNumber:int@4.0
OvfInvalidValue < OvfAttribute @4.0: value:string@4.0
OvfInvalidValueConfiguration < OvfInvalidValue @4.0:
OvfInvalidValueEmpty < OvfInvalidValue @4.0:
OvfInvalidValueFormatMalformed < OvfInvalidValue @4.0:
OvfInvalidValueReference < OvfInvalidValue @4.0:
OvfInvalidVmName < OvfUnsupportedPackage @4.0: name:string@4.0
OvfMappedOsId < OvfImport @4.0: ovfId:int@4.0 ovfDescription:string@4.0 targetDescription:string@4.0
OvfMissingAttribute < OvfAttribute @4.0:
OvfMissingElement < OvfElement @4.0:
OvfMissingElementNormalBoundary < OvfMissingElement @4.0: boundary:string@4.0
OvfMissingHardware < OvfImport @4.0: name:string@4.0 resourceType:int@4.0
OvfNetworkMappingNotSupported < OvfImport @5.1:
OvfNoHostNic < OvfUnsupportedPackage @4.0:
OvfNoSpaceOnController < OvfUnsupportedElement @5.0: parent:string@5.0
OvfNoSupportedHardwareFamily < OvfUnsupportedPackage @4.0: version:string@4.0
OvfProperty < OvfInvalidPackage @4.0: type:string@4.0 value:string@4.0
OvfPropertyExport < OvfExport @4.0: type:string@4.0 value:string@4.0
OvfPropertyNetwork < OvfProperty @4.0:
OvfPropertyNetworkExport < OvfExport @5.0: network:string@5.0
OvfPropertyQualifier < OvfProperty @4.0: qualifier:string@4.0
OvfPropertyQualifierDuplicate < OvfProperty @4.0: qualifier:string@4.0
OvfPropertyQualifierIgnored < OvfProperty @4.0: qualifier:string@4.0
OvfPropertyType < OvfProperty @4.0:
OvfPropertyValue < OvfProperty @4.0:
OvfSystemFault < OvfFault @4.0:
OvfToXmlUnsupportedElement < OvfSystemFault @4.0: name?:string@4.0
OvfUnableToExportDisk < OvfHardwareExport @4.0: diskName:string@4.0
OvfUnexpectedElement < OvfElement @4.0:
OvfUnknownDevice < OvfSystemFault @4.0: device?:VirtualDevice@4.0 vmName:string@4.0
OvfUnknownDeviceBacking < OvfHardwareExport @4.0: backing:VirtualDeviceBackingInfo@4.0
OvfUnknownEntity < OvfSystemFault @4.0: lineNumber:int@4.0
OvfUnsupportedAttribute < OvfUnsupportedPackage @4.0: elementName:string@4.0 attributeName:string@4.0
OvfUnsupportedAttributeValue < OvfUnsupportedAttribute @4.0: value:string@4.0
OvfUnsupportedDeviceBackingInfo < OvfSystemFault @4.0: elementName?:string@4.0 instanceId?:string@4.0 deviceName:string@4.0 backingName?:string@4.0
OvfUnsupportedDeviceBackingOption < OvfSystemFault @4.0: elementName?:string@4.0 instanceId?:string@4.0 deviceName:string@4.0 backingName?:string@4.0
OvfUnsupportedDeviceExport < OvfHardwareExport @4.0:
OvfUnsupportedDiskProvisioning < OvfImport @4.1: diskProvisioning:string@4.1 supportedDiskProvisioning:string@4.1
OvfUnsupportedElement < OvfUnsupportedPackage @4.0: name:string@4.0
OvfUnsupportedElementValue < OvfUnsupportedElement @4.0: value:string@4.0
OvfUnsupportedPackage < OvfFault @4.0: lineNumber?:int@4.0
OvfUnsupportedSection < OvfUnsupportedElement @4.0: info:string@4.0
OvfUnsupportedSubType < OvfUnsupportedPackage @4.0: elementName:string@4.0 instanceId:string@4.0 deviceType:int@4.0 deviceSubType:string@4.0
OvfUnsupportedType < OvfUnsupportedPackage @4.0: name:string@4.0 instanceId:string@4.0 deviceType:int@4.0
OvfWrongElement < OvfElement @4.0:
OvfWrongNamespace < OvfInvalidPackage @4.0: namespaceName:string@4.0
OvfXmlFormat < OvfInvalidPackage @4.0: description:string@4.0
PasswordExpired < InvalidLogin @6.7.2:
PatchAlreadyInstalled < PatchNotApplicable:
PatchBinariesNotFound < VimFault: patchID:string binary?:string[]
PatchInstallFailed < PlatformConfigFault: rolledBack:boolean
PatchIntegrityError < PlatformConfigFault:
PatchMetadataCorrupted < PatchMetadataInvalid:
PatchMetadataInvalid < VimFault: patchID:string metaData?:string[]
PatchMetadataNotFound < PatchMetadataInvalid:
PatchMissingDependencies < PatchNotApplicable: prerequisitePatch?:string[] prerequisiteLib?:string[]
PatchNotApplicable < VimFault: patchID:string
PatchSuperseded < PatchNotApplicable: supersede?:string[]
PhysCompatRDMNotSupported < RDMNotSupported:
PlatformConfigFault < HostConfigFault: text:string
PowerOnFtSecondaryFailed < VmFaultToleranceIssue @4.0: vm:*VirtualMachine@4.0 vmName:string@4.0 hostSelectionBy:FtIssuesOnHostHostSelectionType@4.0 hostErrors?:LocalizedMethodFault[]@4.0 rootCause:LocalizedMethodFault@4.0
PowerOnFtSecondaryTimedout < Timedout @4.0: vm:*VirtualMachine@4.0 vmName:string@4.0 timeout:int@4.0
QuarantineModeFault < VmConfigFault @6.5: vmName:string@6.5 faultType:string@6.5
QuestionPending < InvalidState @4.1: text:string@4.1
QuiesceDatastoreIOForHAFailed < ResourceInUse @5.0: host:*HostSystem@5.0 hostName:string@5.0 ds:*Datastore@5.0 dsName:string@5.0
RDMConversionNotSupported < MigrationFault @4.0: device:string@4.0
RDMNotPreserved < MigrationFault: device:string
RDMNotSupported < DeviceNotSupported:
RDMNotSupportedOnDatastore < VmConfigFault: device:string datastore:*Datastore datastoreName:string
RDMPointsToInaccessibleDisk < CannotAccessVmDisk:
RawDiskNotSupported < DeviceNotSupported:
ReadHostResourcePoolTreeFailed < HostConnectFault @5.0:
ReadOnlyDisksWithLegacyDestination < MigrationFault: roDiskCount:int timeoutDanger:boolean
RebootRequired < VimFault: patch?:string
RecordReplayDisabled < VimFault @4.0:
RemoteDeviceNotSupported < DeviceNotSupported:
RemoveFailed < VimFault:
ReplicationConfigFault < ReplicationFault @5.0:
ReplicationDiskConfigFault < ReplicationConfigFault @5.0: reason?:string@5.0 vmRef?:*VirtualMachine@5.0 key?:int@5.0
ReplicationFault < VimFault @5.0:
ReplicationIncompatibleWithFT < ReplicationFault @5.0:
ReplicationInvalidOptions < ReplicationFault @5.0: options:string@5.0 entity?:*ManagedEntity@5.0
ReplicationNotSupportedOnHost < ReplicationFault @5.0:
ReplicationVmConfigFault < ReplicationConfigFault @5.0: reason?:string@5.0 vmRef?:*VirtualMachine@5.0
ReplicationVmFault < ReplicationFault @5.0: reason:string@5.0 state?:string@5.0 instanceId?:string@5.0 vm:*VirtualMachine@5.0
ReplicationVmInProgressFault < ReplicationVmFault @6.0: requestedActivity:string@6.0 inProgressActivity:string@6.0
ResourceInUse < VimFault: type?:string name?:string
ResourceNotAvailable < VimFault @4.0: containerType?:string@4.0 containerName?:string@4.0 type?:string@4.0
RestrictedByAdministrator < RuntimeFault @6.0: details:string@6.0
RestrictedVersion < SecurityError:
RollbackFailure < DvsFault @5.1: entityName:string@5.1 entityType:string@5.1
RuleViolation < VmConfigFault: host?:*HostSystem rule:ClusterRuleInfo@4.0
SSLDisabledFault < HostConnectFault @4.0:
SSLVerifyFault < HostConnectFault: selfSigned:boolean thumbprint?:string
SSPIChallenge < VimFault: base64Token:string
SecondaryVmAlreadyDisabled < VmFaultToleranceIssue @4.0: instanceUuid:string@4.0
SecondaryVmAlreadyEnabled < VmFaultToleranceIssue @4.0: instanceUuid:string@4.0
SecondaryVmAlreadyRegistered < VmFaultToleranceIssue @4.0: instanceUuid:string@4.0
SecondaryVmNotRegistered < VmFaultToleranceIssue @4.0: instanceUuid:string@4.0
SharedBusControllerNotSupported < DeviceNotSupported:
ShrinkDiskFault < VimFault @5.1: diskId?:int@5.1
SnapshotCloneNotSupported < SnapshotCopyNotSupported:
SnapshotCopyNotSupported < MigrationFault:
SnapshotDisabled < SnapshotFault:
SnapshotFault < VimFault:
SnapshotIncompatibleDeviceInVm < SnapshotFault: fault:LocalizedMethodFault
SnapshotLocked < SnapshotFault:
SnapshotMoveFromNonHomeNotSupported < SnapshotCopyNotSupported:
SnapshotMoveNotSupported < SnapshotCopyNotSupported:
SnapshotMoveToNonHomeNotSupported < SnapshotCopyNotSupported:
SnapshotNoChange < SnapshotFault:
SnapshotRevertIssue < MigrationFault: snapshotName?:string event?:Event[] errors:boolean
SoftRuleVioCorrectionDisallowed < VmConfigFault @4.1: vmName:string@4.1
SoftRuleVioCorrectionImpact < VmConfigFault @4.1: vmName:string@4.1
SolutionUserRequired < SecurityError @7.0.0.0:
SsdDiskNotAvailable < VimFault @5.5: devicePath:string@5.5
StorageDrsCannotMoveDiskInMultiWriterMode < VimFault @5.1:
StorageDrsCannotMoveFTVm < VimFault @5.1:
StorageDrsCannotMoveIndependentDisk < VimFault @5.1:
StorageDrsCannotMoveManuallyPlacedSwapFile < VimFault @5.1:
StorageDrsCannotMoveManuallyPlacedVm < VimFault @5.1:
StorageDrsCannotMoveSharedDisk < VimFault @5.1:
StorageDrsCannotMoveTemplate < VimFault @5.1:
StorageDrsCannotMoveVmInUserFolder < VimFault @5.1:
StorageDrsCannotMoveVmWithMountedCDROM < VimFault @5.1:
StorageDrsCannotMoveVmWithNoFilesInLayout < VimFault @5.1:
StorageDrsDatacentersCannotShareDatastore < VimFault @5.5:
StorageDrsDisabledOnVm < VimFault @5.0:
StorageDrsHbrDiskNotMovable < VimFault @6.0: nonMovableDiskIds:string@6.0
StorageDrsHmsMoveInProgress < VimFault @6.0:
StorageDrsHmsUnreachable < VimFault @6.0:
StorageDrsIolbDisabledInternally < VimFault @5.0:
StorageDrsRelocateDisabled < VimFault @6.0:
StorageDrsStaleHmsCollection < VimFault @6.0:
StorageDrsUnableToMoveFiles < VimFault @5.1:
StorageVMotionNotSupported < MigrationFeatureNotSupported @4.0:
StorageVmotionIncompatible < VirtualHardwareCompatibilityIssue @5.0: datastore?:*Datastore@5.0
SuspendedRelocateNotSupported < MigrationFault:
SwapDatastoreNotWritableOnHost < DatastoreNotWritableOnHost:
SwapDatastoreUnset < VimFault:
SwapPlacementOverrideNotSupported < InvalidVmConfig:
SwitchIpUnset < DvsFault @5.1:
SwitchNotInUpgradeMode < DvsFault @4.0:
TaskInProgress < VimFault: task:*Task
ThirdPartyLicenseAssignmentFailed < RuntimeFault @5.0: host:*HostSystem@5.0 module:string@5.0 reason?:string@5.0
Timedout < VimFault:
TooManyConcurrentNativeClones < FileFault @5.0:
TooManyConsecutiveOverrides < VimFault:
TooManyDevices < InvalidVmConfig:
TooManyDisksOnLegacyHost < MigrationFault: diskCount:int timeoutDanger:boolean
TooManyGuestLogons < GuestOperationsFault @5.0:
TooManyHosts < HostConnectFault:
TooManyNativeCloneLevels < FileFault @5.0:
TooManyNativeClonesOnFile < FileFault @5.0:
TooManySnapshotLevels < SnapshotFault:
ToolsAlreadyUpgraded < VmToolsUpgradeFault @4.0:
ToolsAutoUpgradeNotSupported < VmToolsUpgradeFault @4.0:
ToolsImageCopyFailed < VmToolsUpgradeFault @5.1:
ToolsImageNotAvailable < VmToolsUpgradeFault @4.0:
ToolsImageSignatureCheckFailed < VmToolsUpgradeFault @4.0:
ToolsInstallationInProgress < MigrationFault @4.0:
ToolsUnavailable < VimFault:
ToolsUpgradeCancelled < VmToolsUpgradeFault @4.0:
UnSupportedDatastoreForVFlash < UnsupportedDatastore @5.5: datastoreName:string@5.5 type:string@5.5
UncommittedUndoableDisk < MigrationFault:
UnconfiguredPropertyValue < InvalidPropertyValue @4.0:
UncustomizableGuest < CustomizationFault: uncustomizableGuestOS:string
UnexpectedCustomizationFault < CustomizationFault:
UnrecognizedHost < VimFault: hostName:string
UnsharedSwapVMotionNotSupported < MigrationFeatureNotSupported:
UnsupportedDatastore < VmConfigFault: datastore?:*Datastore
UnsupportedGuest < InvalidVmConfig: unsupportedGuestOS:string
UnsupportedVimApiVersion < VimFault @4.0: version?:string@4.0
UnsupportedVmxLocation < VmConfigFault:
UnusedVirtualDiskBlocksNotScrubbed < DeviceBackingNotSupported @4.0:
UserNotFound < VimFault: principal:string unresolved:boolean
VAppConfigFault < VimFault @4.0:
VAppNotRunning < VmConfigFault @4.0:
VAppOperationInProgress < RuntimeFault @5.0:
VAppPropertyFault < VmConfigFault @4.0: id:string@4.0 category:string@4.0 label:string@4.0 type:string@4.0 value:string@4.0
VAppTaskInProgress < TaskInProgress @4.0:
VFlashCacheHotConfigNotSupported < VmConfigFault @6.0:
VFlashModuleNotSupported < VmConfigFault @5.5: vmName:string@5.5 moduleName:string@5.5 reason:string@5.5 hostName:string@5.5
VFlashModuleVersionIncompatible < VimFault @5.5: moduleName:string@5.5 vmRequestModuleVersion:string@5.5 hostMinSupportedVerson:string@5.5 hostModuleVersion:string@5.5
VMINotSupported < DeviceNotSupported:
VMOnConflictDVPort < CannotAccessNetwork @4.0:
VMOnVirtualIntranet < CannotAccessNetwork:
VMotionAcrossNetworkNotSupported < MigrationFeatureNotSupported @5.5:
VMotionInterfaceIssue < MigrationFault: atSourceHost:boolean failedHost:string failedHostEntity?:*HostSystem
VMotionLinkCapacityLow < VMotionInterfaceIssue: network:string
VMotionLinkDown < VMotionInterfaceIssue: network:string
VMotionNotConfigured < VMotionInterfaceIssue:
VMotionNotLicensed < VMotionInterfaceIssue:
VMotionNotSupported < VMotionInterfaceIssue:
VMotionProtocolIncompatible < MigrationFault:
VimFault < MethodFault:
VirtualDiskBlocksNotFullyProvisioned < DeviceBackingNotSupported @4.0:
VirtualDiskModeNotSupported < DeviceNotSupported @4.1: mode:string@4.1
VirtualEthernetCardNotSupported < DeviceNotSupported:
VirtualHardwareCompatibilityIssue < VmConfigFault:
VirtualHardwareVersionNotSupported < VirtualHardwareCompatibilityIssue: hostName:string host:*HostSystem
VmAlreadyExistsInDatacenter < InvalidFolder @4.0: host:*HostSystem@4.0 hostname:string@4.0 vm:*VirtualMachine[]@4.0
VmConfigFault < VimFault:
VmConfigIncompatibleForFaultTolerance < VmConfigFault @4.0: fault?:LocalizedMethodFault@4.0
VmConfigIncompatibleForRecordReplay < VmConfigFault @4.0: fault?:LocalizedMethodFault@4.0
VmFaultToleranceConfigIssue < VmFaultToleranceIssue @4.0: reason?:string@4.0 entityName?:string@4.0 entity?:*ManagedEntity@4.0
VmFaultToleranceConfigIssueWrapper < VmFaultToleranceIssue @4.1: entityName?:string@4.1 entity?:*ManagedEntity@4.1 error?:LocalizedMethodFault@4.1
VmFaultToleranceInvalidFileBacking < VmFaultToleranceIssue @4.0: backingType?:string@4.0 backingFilename?:string@4.0
VmFaultToleranceIssue < VimFault @4.0:
VmFaultToleranceOpIssuesList < VmFaultToleranceIssue @4.0: errors?:LocalizedMethodFault[]@4.0 warnings?:LocalizedMethodFault[]@4.0
VmFaultToleranceTooManyFtVcpusOnHost < InsufficientResourcesFault @6.0: hostName?:string@6.0 maxNumFtVcpus:int@6.0
VmFaultToleranceTooManyVMsOnHost < InsufficientResourcesFault @4.1: hostName?:string@4.1 maxNumFtVms:int@4.1
VmHostAffinityRuleViolation < VmConfigFault @4.1: vmName:string@4.1 hostName:string@4.1
VmLimitLicense < NotEnoughLicenses: limit:int
VmMetadataManagerFault < VimFault @5.5:
VmMonitorIncompatibleForFaultTolerance < VimFault @4.1:
VmPowerOnDisabled < InvalidState @4.0:
VmSmpFaultToleranceTooManyVMsOnHost < InsufficientResourcesFault @6.0: hostName?:string@6.0 maxNumSmpFtVms:int@6.0
VmToolsUpgradeFault < VimFault:
VmValidateMaxDevice < VimFault @4.0: device:string@4.0 max:int@4.0 count:int@4.0
VmWwnConflict < InvalidVmConfig: vm?:*VirtualMachine host?:*HostSystem name?:string wwn?:long
VmfsAlreadyMounted < VmfsMountFault @4.0:
VmfsAmbiguousMount < VmfsMountFault @4.0:
VmfsMountFault < HostConfigFault @4.0: uuid:string@4.0
VmotionInterfaceNotEnabled < HostPowerOpFailed:
VolumeEditorError < CustomizationFault:
VramLimitLicense < NotEnoughLicenses @5.0: limit:int@5.0
VspanDestPortConflict < DvsFault @5.0: vspanSessionKey1:string@5.0 vspanSessionKey2:string@5.0 portKey:string@5.0
VspanPortConflict < DvsFault @5.0: vspanSessionKey1:string@5.0 vspanSessionKey2:string@5.0 portKey:string@5.0
VspanPortMoveFault < DvsFault @5.0: srcPortgroupName:string@5.0 destPortgroupName:string@5.0 portKey:string@5.0
VspanPortPromiscChangeFault < DvsFault @5.0: portKey:string@5.0
VspanPortgroupPromiscChangeFault < DvsFault @5.0: portgroupName:string@5.0
VspanPortgroupTypeChangeFault < DvsFault @5.0: portgroupName:string@5.0
VspanPromiscuousPortNotSupported < DvsFault @5.0: vspanSessionKey:string@5.0 portKey:string@5.0
VspanSameSessionPortConflict < DvsFault @5.0: vspanSessionKey:string@5.0 portKey:string@5.0
WakeOnLanNotSupported < VirtualHardwareCompatibilityIssue:
WakeOnLanNotSupportedByVmotionNIC < HostPowerOpFailed:
WillLoseHAProtection < MigrationFault @5.0: resolution:string@5.0
WillModifyConfigCpuRequirements < MigrationFault:
WillResetSnapshotDirectory < MigrationFault @5.0:
WipeDiskFault < VimFault @5.1:
HostActiveDirectoryInfo < HostDirectoryStoreInfo @4.1: joinedDomain?:string@4.1 trustedDomain?:string[]@4.1 domainMembershipStatus?:string@4.1 smartCardAuthenticationEnabled?:boolean@6.0
HostActiveDirectory @4.1: changeOperation:string@4.1 spec?:HostActiveDirectorySpec@4.1
HostActiveDirectorySpec @4.1: domainName?:string@4.1 userName?:string@4.1 password?:string@4.1 camServer?:string@5.0 thumbprint?:string@5.0 certificate?:string@8.0.3.0 smartCardAuthenticationEnabled?:boolean@6.0 smartCardTrustAnchors?:string[]@6.0
HostAssignableHardwareBinding @7.0.0.0: instanceId:string@7.0.0.0 vm:*VirtualMachine@7.0.0.0
HostAssignableHardwareConfig @7.0.0.0: attributeOverride?:HostAssignableHardwareConfigAttributeOverride[]@7.0.0.0
HostAssignableHardwareConfigAttributeOverride @7.0.0.0: instanceId:string@7.0.0.0 name:string@7.0.0.0 value?:anyType@7.0.0.0
HostAuthenticationManagerInfo @4.1: authConfig:HostAuthenticationStoreInfo[]@4.1
HostAuthenticationStoreInfo @4.1: enabled:boolean@4.1
AutoStartPowerInfo: key:*VirtualMachine startOrder:int startDelay:int waitForHeartbeat:AutoStartWaitHeartbeatSetting startAction:string stopDelay:int stopAction:string
HostAutoStartManagerConfig: defaults?:AutoStartDefaults powerInfo?:AutoStartPowerInfo[]
AutoStartDefaults: enabled?:boolean startDelay?:int stopDelay?:int waitForHeartbeat?:boolean stopAction?:string
HostBIOSInfo: biosVersion?:string releaseDate?:dateTime vendor?:string@6.5 majorRelease?:int@6.5 minorRelease?:int@6.5 firmwareMajorRelease?:int@6.5 firmwareMinorRelease?:int@6.5 firmwareType?:string@8.0.2.0
HostBlockAdapterTargetTransport < HostTargetTransport:
HostBlockHba < HostHostBusAdapter:
HostBootDeviceInfo: bootDevices?:HostBootDevice[] currentBootDeviceKey?:string
HostBootDevice: key:string description:string
HostCacheConfigurationInfo @5.0: key:*Datastore@5.0 swapSize:long@5.0
HostCacheConfigurationSpec @5.0: datastore:*Datastore@5.0 swapSize:long@5.0
HostCapability: recursiveResourcePoolsSupported:boolean cpuMemoryResourceConfigurationSupported:boolean rebootSupported:boolean shutdownSupported:boolean vmotionSupported:boolean standbySupported:boolean ipmiSupported?:boolean@4.0 maxSupportedVMs?:int maxRunningVMs?:int maxSupportedVcpus?:int maxRegisteredVMs?:int@5.1 datastorePrincipalSupported:boolean sanSupported:boolean nfsSupported:boolean iscsiSupported:boolean vlanTaggingSupported:boolean nicTeamingSupported:boolean highGuestMemSupported:boolean maintenanceModeSupported:boolean suspendedRelocateSupported:boolean restrictedSnapshotRelocateSupported:boolean perVmSwapFiles:boolean localSwapDatastoreSupported:boolean unsharedSwapVMotionSupported:boolean backgroundSnapshotsSupported:boolean preAssignedPCIUnitNumbersSupported:boolean screenshotSupported:boolean scaledScreenshotSupported:boolean storageVMotionSupported:boolean@4.0 vmotionWithStorageVMotionSupported:boolean@4.0 vmotionAcrossNetworkSupported?:boolean@5.5 maxNumDisksSVMotion?:int@6.0 maxVirtualDiskDescVersionSupported?:int@8.0.1.0 hbrNicSelectionSupported:boolean@5.1 vrNfcNicSelectionSupported:boolean@6.0 recordReplaySupported:boolean@4.0 ftSupported:boolean@4.0 replayUnsupportedReason?:string@4.0 replayCompatibilityIssues?:string[]@4.1 smpFtSupported:boolean@6.0 ftCompatibilityIssues?:string[]@4.1 smpFtCompatibilityIssues?:string[]@6.0 maxVcpusPerFtVm?:int@6.0 loginBySSLThumbprintSupported?:boolean@4.0 cloneFromSnapshotSupported:boolean@4.0 deltaDiskBackingsSupported:boolean@4.0 perVMNetworkTrafficShapingSupported:boolean@2.5u2server tpmSupported:boolean@4.0 tpmVersion?:string@6.7 txtEnabled?:boolean@6.7 supportedCpuFeature?:HostCpuIdInfo[]@4.0 virtualExecUsageSupported:boolean@4.0 storageIORMSupported:boolean@4.1 vmDirectPathGen2Supported?:boolean@4.1 vmDirectPathGen2UnsupportedReason?:string[]@4.1 vmDirectPathGen2UnsupportedReasonExtended?:string@4.1 supportedVmfsMajorVersion?:int[]@5.0 vStorageCapable:boolean@4.1 snapshotRelayoutSupported:boolean@5.0 firewallIpRulesSupported?:boolean@5.0 servicePackageInfoSupported?:boolean@5.0 maxHostRunningVms?:int@5.0 maxHostSupportedVcpus?:int@5.0 vmfsDatastoreMountCapable:boolean@5.0 eightPlusHostVmfsSharedAccessSupported:boolean@5.1 nestedHVSupported:boolean@5.1 vPMCSupported:boolean@5.1 interVMCommunicationThroughVMCISupported:boolean@5.1 scheduledHardwareUpgradeSupported?:boolean@5.1 featureCapabilitiesSupported:boolean@5.1 latencySensitivitySupported:boolean@5.1 storagePolicySupported?:boolean@5.5 accel3dSupported:boolean@5.1 reliableMemoryAware?:boolean@5.5 multipleNetworkStackInstanceSupported?:boolean@5.5 messageBusProxySupported?:boolean@6.0 vsanSupported?:boolean@5.5 vFlashSupported?:boolean@5.5 hostAccessManagerSupported?:boolean@6.0 provisioningNicSelectionSupported:boolean@6.0 nfs41Supported?:boolean@6.0 nfs41Krb5iSupported?:boolean@6.5 turnDiskLocatorLedSupported?:boolean@6.0 virtualVolumeDatastoreSupported?:boolean@6.0 markAsSsdSupported?:boolean@6.0 markAsLocalSupported?:boolean@6.0 smartCardAuthenticationSupported?:boolean@6.0 pMemSupported?:boolean@6.7 pMemSnapshotSupported?:boolean@6.7 cryptoSupported?:boolean@6.5 oneKVolumeAPIsSupported?:boolean@6.5 gatewayOnNicSupported?:boolean@6.5 upitSupported?:boolean@6.5 cpuHwMmuSupported?:boolean@6.5 encryptedVMotionSupported?:boolean@6.5 encryptionChangeOnAddRemoveSupported?:boolean@6.5 encryptionHotOperationSupported?:boolean@6.5 encryptionWithSnapshotsSupported?:boolean@6.5 encryptionFaultToleranceSupported?:boolean@6.5 encryptionMemorySaveSupported?:boolean@6.5 encryptionRDMSupported?:boolean@6.5 encryptionVFlashSupported?:boolean@6.5 encryptionCBRCSupported?:boolean@6.5 encryptionHBRSupported?:boolean@6.5 ftEfiSupported?:boolean@6.7 unmapMethodSupported?:string@6.7 maxMemMBPerFtVm?:int@6.7 virtualMmuUsageIgnored?:boolean@6.7 virtualExecUsageIgnored?:boolean@6.7 vmCreateDateSupported?:boolean@6.7 vmfs3EOLSupported?:boolean@6.7 ftVmcpSupported?:boolean@6.7 quickBootSupported?:boolean@6.7.1 encryptedFtSupported?:boolean@7.0.2.0 assignableHardwareSupported?:boolean@7.0.0.0 suspendToMemorySupported?:boolean@7.0.2.0 useFeatureReqsForOldHWv?:boolean@6.8.7 markPerenniallyReservedSupported?:boolean@6.7.2 hppPspSupported?:boolean@7.0.0.0 deviceRebindWithoutRebootSupported?:boolean@7.0.0.0 storagePolicyChangeSupported?:boolean@7.0.0.0 precisionTimeProtocolSupported?:boolean@7.0.0.0 remoteDeviceVMotionSupported?:boolean@7.0.0.0 maxSupportedVmMemory?:int@7.0.0.0 ahDeviceHintsSupported?:boolean@7.0.2.0 nvmeOverTcpSupported?:boolean@7.0.3.0 nvmeStorageFabricServicesSupported?:boolean@7.0.3.0 assignHwPciConfigSupported?:boolean@7.0.2.0 timeConfigSupported?:boolean@7.0.3.0 nvmeBatchOperationsSupported?:boolean@7.0.3.0 pMemFailoverSupported?:boolean@7.0.2.0 hostConfigEncryptionSupported?:boolean@7.0.2.0 maxSupportedSimultaneousThreads?:int@8.0.0.1 ptpConfigSupported?:boolean@7.0.3.0 maxSupportedPtpPorts?:int@7.0.3.0 sgxRegistrationSupported?:boolean@8.0.0.1 pMemIndependentSnapshotSupported?:boolean@7.0.3.0 iommuSLDirtyCapable?:boolean@8.0.0.1 vmknicBindingSupported?:boolean@8.0.1.0 ultralowFixedUnmapSupported?:boolean@8.0.0.1 nvmeVvolSupported?:boolean@8.0.0.0 fptHotplugSupported?:boolean@8.0.1.0 mconnectSupported?:boolean@8.0.1.0 vsanNicMgmtSupported?:boolean@8.0.2.0 vvolNQNSupported?:boolean@8.0.2.0 stretchedSCSupported?:boolean@8.0.3.0 vmknicBindingOnNFSv41?:boolean@8.0.3.0 vpStatusCheckSupported?:boolean@8.0.3.0 nConnectSupported?:boolean@8.0.3.0 userKeySupported?:boolean@8.0.3.0 ndcmSupported?:boolean@8.0.3.0 uefiSecureBoot?:boolean@8.0.3.0
HostCertificateManagerCertificateInfo @6.0: kind?:string@8.0.1.0 issuer?:string@6.0 notBefore?:dateTime@6.0 notAfter?:dateTime@6.0 subject?:string@6.0 status:string@6.0
HostCertificateManagerCertificateSpec @8.0.1.0: kind:string@8.0.1.0
HostConfigChange:
HostConfigInfo: host:*HostSystem product:AboutInfo deploymentInfo?:HostDeploymentInfo@6.5 hyperThread?:HostHyperThreadScheduleInfo cpuScheduler?:HostCpuSchedulerInfo@8.0.3.0 consoleReservation?:ServiceConsoleReservationInfo virtualMachineReservation?:VirtualMachineMemoryReservationInfo storageDevice?:HostStorageDeviceInfo multipathState?:HostMultipathStateInfo@4.0 fileSystemVolume?:HostFileSystemVolumeInfo systemFile?:string[]@4.1 network?:HostNetworkInfo vmotion?:HostVMotionInfo virtualNicManagerInfo?:HostVirtualNicManagerInfo@4.0 capabilities?:HostNetCapabilities datastoreCapabilities?:HostDatastoreSystemCapabilities offloadCapabilities?:HostNetOffloadCapabilities service?:HostServiceInfo firewall?:HostFirewallInfo autoStart?:HostAutoStartManagerConfig activeDiagnosticPartition?:HostDiagnosticPartition option?:OptionValue[] optionDef?:OptionDef[] datastorePrincipal?:string localSwapDatastore?:*Datastore systemSwapConfiguration?:HostSystemSwapConfiguration@5.1 systemResources?:HostSystemResourceInfo dateTimeInfo?:HostDateTimeInfo flags?:HostFlagInfo adminDisabled?:boolean lockdownMode?:HostLockdownMode@6.0 ipmi?:HostIpmiInfo@4.0 sslThumbprintInfo?:HostSslThumbprintInfo@4.0 sslThumbprintData?:HostSslThumbprintInfo[]@5.0 certificate?:byte[]@5.0 pciPassthruInfo?:HostPciPassthruInfo[]@4.0 authenticationManagerInfo?:HostAuthenticationManagerInfo@4.1 featureVersion?:HostFeatureVersionInfo[]@4.1 powerSystemCapability?:PowerSystemCapability@4.1 powerSystemInfo?:PowerSystemInfo@4.1 cacheConfigurationInfo?:HostCacheConfigurationInfo[]@5.0 wakeOnLanCapable?:boolean@5.0 featureCapability?:HostFeatureCapability[]@5.1 maskedFeatureCapability?:HostFeatureCapability[]@5.1 vFlashConfigInfo?:HostVFlashManagerVFlashConfigInfo@5.5 vsanHostConfig?:VsanHostConfigInfo@5.5 domainList?:string[]@6.0 scriptCheckSum?:base64Binary@6.0 hostConfigCheckSum?:base64Binary@6.0 descriptionTreeCheckSum?:base64Binary@7.0.0.0 graphicsInfo?:HostGraphicsInfo[]@5.5 sharedPassthruGpuTypes?:string[]@6.0 graphicsConfig?:HostGraphicsConfig@6.5 sharedGpuCapabilities?:HostSharedGpuCapabilities[]@6.7 ioFilterInfo?:HostIoFilterInfo[]@6.0 sriovDevicePool?:HostSriovDevicePoolInfo[]@6.5 assignableHardwareBinding?:HostAssignableHardwareBinding[]@7.0.0.0 assignableHardwareConfig?:HostAssignableHardwareConfig@7.0.0.0
HostConfigManager: cpuScheduler?:*HostCpuSchedulerSystem datastoreSystem?:*HostDatastoreSystem memoryManager?:*HostMemorySystem storageSystem?:*HostStorageSystem networkSystem?:*HostNetworkSystem vmotionSystem?:*HostVMotionSystem virtualNicManager?:*HostVirtualNicManager@4.0 serviceSystem?:*HostServiceSystem firewallSystem?:*HostFirewallSystem advancedOption?:*OptionManager diagnosticSystem?:*HostDiagnosticSystem autoStartManager?:*HostAutoStartManager snmpSystem?:*HostSnmpSystem dateTimeSystem?:*HostDateTimeSystem patchManager?:*HostPatchManager imageConfigManager?:*HostImageConfigManager@5.0 bootDeviceSystem?:*HostBootDeviceSystem firmwareSystem?:*HostFirmwareSystem healthStatusSystem?:*HostHealthStatusSystem pciPassthruSystem?:*HostPciPassthruSystem@4.0 licenseManager?:*LicenseManager@4.0 kernelModuleSystem?:*HostKernelModuleSystem@4.0 authenticationManager?:*HostAuthenticationManager@4.1 powerSystem?:*HostPowerSystem@4.1 cacheConfigurationManager?:*HostCacheConfigurationManager@5.0 esxAgentHostManager?:*HostEsxAgentHostManager@5.0 iscsiManager?:*IscsiManager@5.0 vFlashManager?:*HostVFlashManager@5.5 vsanSystem?:*HostVsanSystem@5.5 messageBusProxy?:*MessageBusProxy@6.0 userDirectory?:*UserDirectory@6.0 accountManager?:*HostLocalAccountManager@6.0 hostAccessManager?:*HostAccessManager@6.0 graphicsManager?:*HostGraphicsManager@5.5 vsanInternalSystem?:*HostVsanInternalSystem@5.5 certificateManager?:*HostCertificateManager@6.0 cryptoManager?:*CryptoManager@6.5 nvdimmSystem?:*HostNvdimmSystem@6.7 assignableHardwareManager?:*HostAssignableHardwareManager@7.0.0.0
HostConfigSpec @4.0: nasDatastore?:HostNasVolumeConfig[]@4.0 network?:HostNetworkConfig@4.0 nicTypeSelection?:HostVirtualNicManagerNicTypeSelection[]@4.0 service?:HostServiceConfig[]@4.0 firewall?:HostFirewallConfig@4.0 option?:OptionValue[]@4.0 datastorePrincipal?:string@4.0 datastorePrincipalPasswd?:string@4.0 datetime?:HostDateTimeConfig@4.0 storageDevice?:HostStorageDeviceInfo@4.0 license?:HostLicenseSpec@4.0 security?:HostSecuritySpec@4.0 userAccount?:HostAccountSpec[]@4.0 usergroupAccount?:HostAccountSpec[]@4.0 memory?:HostMemorySpec@4.0 activeDirectory?:HostActiveDirectory[]@4.1 genericConfig?:KeyAnyValue[]@5.0 graphicsConfig?:HostGraphicsConfig@6.5 assignableHardwareConfig?:HostAssignableHardwareConfig@7.0.0.0
HostConnectInfo: serverIp?:string inDasCluster?:boolean@5.0 host:HostListSummary vm?:VirtualMachineSummary[] vimAccountNameRequired?:boolean clusterSupported?:boolean network?:HostConnectInfoNetworkInfo[] datastore?:HostDatastoreConnectInfo[] license?:HostLicenseConnectInfo@4.0 capability?:HostCapability@6.0
HostDatastoreExistsConnectInfo < HostDatastoreConnectInfo: newDatastoreName:string
HostDatastoreConnectInfo: summary:DatastoreSummary
HostDatastoreNameConflictConnectInfo < HostDatastoreConnectInfo: newDatastoreName:string
HostLicenseConnectInfo @4.0: license:LicenseManagerLicenseInfo@4.0 evaluation:LicenseManagerEvaluationInfo@4.0 resource?:HostLicensableResourceInfo@5.0
HostConnectInfoNetworkInfo: summary:NetworkSummary
HostNewNetworkConnectInfo < HostConnectInfoNetworkInfo:
HostConnectSpec: hostName?:string port?:int sslThumbprint?:string userName?:string password?:string vmFolder?:*Folder force:boolean vimAccountName?:string vimAccountPassword?:string managementIp?:string@4.0 lockdownMode?:HostLockdownMode@6.0 hostGateway?:HostGatewaySpec@6.0
HostCpuIdInfo: level:int vendor?:string eax?:string ebx?:string ecx?:string edx?:string
HostCpuInfo: numCpuPackages:short numCpuCores:short numCpuThreads:short hz:long
HostCpuPackage: index:short vendor:string hz:long busHz:long description:string threadId:short[] cpuFeature?:HostCpuIdInfo[] family?:short@8.0.3.0 model?:short@8.0.3.0 stepping?:short@8.0.3.0
HostCpuPowerManagementInfo @4.0: currentPolicy?:string@4.0 hardwareSupport?:string@4.0
HostCpuSchedulerInfo @8.0.3.0: policy:string@8.0.3.0
HostHyperThreadScheduleInfo: available:boolean active:boolean config:boolean
HostDataTransportConnectionInfo @7.0.3.0: staticMemoryConsumed:long@7.0.3.0
FileInfo: path:string friendlyName?:string@6.5 fileSize?:long modification?:dateTime owner?:string@4.0
FileQueryFlags: fileType:boolean fileSize:boolean modification:boolean fileOwner:boolean@4.0
FloppyImageFileInfo < FileInfo:
FloppyImageFileQuery < FileQuery:
FolderFileInfo < FileInfo:
FolderFileQuery < FileQuery:
IsoImageFileInfo < FileInfo:
IsoImageFileQuery < FileQuery:
FileQuery:
HostDatastoreBrowserSearchResults: datastore?:*Datastore folderPath?:string file?:FileInfo[]
HostDatastoreBrowserSearchSpec: query?:FileQuery[] details?:FileQueryFlags searchCaseInsensitive?:boolean matchPattern?:string[] sortFoldersFirst?:boolean
TemplateConfigFileInfo < VmConfigFileInfo:
TemplateConfigFileQuery < VmConfigFileQuery:
VmConfigFileInfo < FileInfo: configVersion?:int encryption?:VmConfigFileEncryptionInfo@6.5
VmConfigFileEncryptionInfo @6.5: keyId?:CryptoKeyId@6.5
VmConfigFileQuery < FileQuery: filter?:VmConfigFileQueryFilter details?:VmConfigFileQueryFlags
VmConfigFileQueryFlags: configVersion:boolean encryption?:boolean@6.5
VmConfigFileQueryFilter: matchConfigVersion?:int[] encrypted?:boolean@6.5
VmDiskFileInfo < FileInfo: diskType?:string capacityKb?:long hardwareVersion?:int controllerType?:string diskExtents?:string[] thin?:boolean@4.0 encryption?:VmDiskFileEncryptionInfo@6.5
VmDiskFileEncryptionInfo @6.5: keyId?:CryptoKeyId@6.5
VmDiskFileQuery < FileQuery: filter?:VmDiskFileQueryFilter details?:VmDiskFileQueryFlags
VmDiskFileQueryFlags: diskType:boolean capacityKb:boolean hardwareVersion:boolean controllerType?:boolean diskExtents?:boolean thin?:boolean@4.0 encryption?:boolean@6.5
VmDiskFileQueryFilter: diskType?:string[] matchHardwareVersion?:int[] controllerType?:string[] thin?:boolean@4.0 encrypted?:boolean@6.5
VmLogFileInfo < FileInfo:
VmLogFileQuery < FileQuery:
VmNvramFileInfo < FileInfo:
VmNvramFileQuery < FileQuery:
VmSnapshotFileInfo < FileInfo:
VmSnapshotFileQuery < FileQuery:
HostDatastoreSystemCapabilities: nfsMountCreationRequired:boolean nfsMountCreationSupported:boolean localDatastoreSupported:boolean vmfsExtentExpansionSupported:boolean@4.0
HostDatastoreSystemDatastoreResult @6.0: key:*Datastore@6.0 fault?:LocalizedMethodFault@6.0
HostDatastoreSystemVvolDatastoreSpec @6.0: name:string@6.0 scId:string@6.0
HostDateTimeConfig: timeZone?:string ntpConfig?:HostNtpConfig ptpConfig?:HostPtpConfig@7.0.3.0 protocol?:string@7.0.3.0 enabled?:boolean@7.0.3.0 disableEvents?:boolean@7.0.3.0 disableFallback?:boolean@7.0.3.0 resetToFactoryDefaults?:boolean@7.0.3.0
HostDateTimeInfo: timeZone:HostDateTimeSystemTimeZone systemClockProtocol?:string@7.0.0.0 ntpConfig?:HostNtpConfig ptpConfig?:HostPtpConfig@7.0.3.0 enabled?:boolean@7.0.3.0 disableEvents?:boolean@7.0.3.0 disableFallback?:boolean@7.0.3.0 inFallbackState?:boolean@7.0.3.0 serviceSync?:boolean@7.0.3.0 lastSyncTime?:dateTime@7.0.3.0 remoteNtpServer?:string@7.0.3.0 ntpRunTime?:long@7.0.3.0 ptpRunTime?:long@7.0.3.0 ntpDuration?:string@7.0.3.0 ptpDuration?:string@7.0.3.0
HostDateTimeSystemServiceTestResult @7.0.3.0: workingNormally:boolean@7.0.3.0 report?:string[]@7.0.3.0
HostDateTimeSystemTimeZone: key:string name:string description:string gmtOffset:int
HostDeploymentInfo @6.5: bootedFromStatelessCache?:boolean@6.5
HostDevice: deviceName:string deviceType:string
HostDhcpService: key:string spec:HostDhcpServiceSpec
HostDhcpServiceConfig: changeOperation?:string key:string spec:HostDhcpServiceSpec
HostDhcpServiceSpec: virtualSwitch:string defaultLeaseDuration:int leaseBeginIp:string leaseEndIp:string maxLeaseDuration:int unlimitedLease:boolean ipSubnetAddr:string ipSubnetMask:string
HostDiagnosticPartition: storageType:string diagnosticType:string slots:int id:HostScsiDiskPartition
HostDiagnosticPartitionCreateDescription: layout:HostDiskPartitionLayout diskUuid:string spec:HostDiagnosticPartitionCreateSpec
HostDiagnosticPartitionCreateOption: storageType:string diagnosticType:string disk:HostScsiDisk
HostDiagnosticPartitionCreateSpec: storageType:string diagnosticType:string id:HostScsiDiskPartition partition:HostDiskPartitionSpec active?:boolean
HostDigestInfo @4.0: digestMethod:string@4.0 digestValue:byte[]@4.0 objectName?:string@4.0
HostDirectoryStoreInfo < HostAuthenticationStoreInfo @4.1:
HostDiskConfigurationResult @5.5: devicePath?:string@5.5 success?:boolean@5.5 fault?:LocalizedMethodFault@5.5
HostDiskDimensions:
HostDiskDimensionsChs: cylinder:long head:int sector:int
HostDiskDimensionsLba: blockSize:int block:long
HostDiskPartitionInfo: deviceName:string spec:HostDiskPartitionSpec layout:HostDiskPartitionLayout
HostDiskPartitionBlockRange: partition?:int type:string start:HostDiskDimensionsLba end:HostDiskDimensionsLba
HostDiskPartitionLayout: total?:HostDiskDimensionsLba partition:HostDiskPartitionBlockRange[]
HostDiskPartitionAttributes: partition:int startSector:long endSector:long type:string guid?:string@5.0 logical:boolean attributes:byte partitionAlignment?:long@5.0
HostDiskPartitionSpec: partitionFormat?:string@5.0 chs?:HostDiskDimensionsChs totalSectors?:long partition?:HostDiskPartitionAttributes[]
HostDnsConfig: dhcp:boolean virtualNicDevice?:string ipv6VirtualNicDevice?:string@6.7 hostName:string domainName:string address?:string[] searchDomain?:string[]
HostDnsConfigSpec < HostDnsConfig @4.0: virtualNicConnection?:HostVirtualNicConnection@4.0 virtualNicConnectionV6?:HostVirtualNicConnection@6.7
HostDvxClass @8.0.0.1: deviceClass:string@8.0.0.1 checkpointSupported:boolean@8.0.0.1 swDMATracingSupported:boolean@8.0.0.1 sriovNic:boolean@8.0.0.1
HostEnterMaintenanceResult @6.7: vmFaults?:FaultsByVM[]@6.7 hostFaults?:FaultsByHost[]@6.7
HostEsxAgentHostManagerConfigInfo @5.0: agentVmDatastore?:*Datastore@5.0 agentVmNetwork?:*Network@5.0
HostFaultToleranceManagerComponentHealthInfo @6.0: isStorageHealthy:boolean@6.0 isNetworkHealthy:boolean@6.0
FcoeConfig @5.0: priorityClass:int@5.0 sourceMac:string@5.0 vlanRange:FcoeConfigVlanRange[]@5.0 capabilities:FcoeConfigFcoeCapabilities@5.0 fcoeActive:boolean@5.0
FcoeConfigFcoeCapabilities @5.0: priorityClass:boolean@5.0 sourceMacAddress:boolean@5.0 vlanRange:boolean@5.0
FcoeConfigFcoeSpecification @5.0: underlyingPnic:string@5.0 priorityClass?:int@5.0 sourceMac?:string@5.0 vlanRange?:FcoeConfigVlanRange[]@5.0
FcoeConfigVlanRange @5.0: vlanLow:int@5.0 vlanHigh:int@5.0
HostFeatureCapability @5.1: key:string@5.1 featureName:string@5.1 value:string@5.1
HostFeatureMask @5.1: key:string@5.1 featureName:string@5.1 value:string@5.1
HostFeatureVersionInfo @4.1: key:string@4.1 value:string@4.1
HostFibreChannelHba < HostHostBusAdapter: portWorldWideName:long nodeWorldWideName:long portType:FibreChannelPortType speed:long
HostFibreChannelOverEthernetHba < HostFibreChannelHba @5.0: underlyingNic:string@5.0 linkInfo:HostFibreChannelOverEthernetHbaLinkInfo@5.0 isSoftwareFcoe:boolean@5.0 markedForRemoval?:boolean@5.0
HostFibreChannelOverEthernetHbaLinkInfo @5.0: vnportMac:string@5.0 fcfMac:string@5.0 vlanId:int@5.0
HostFibreChannelOverEthernetTargetTransport < HostFibreChannelTargetTransport @5.0: vnportMac:string@5.0 fcfMac:string@5.0 vlanId:int@5.0
HostFibreChannelTargetTransport < HostTargetTransport: portWorldWideName:long nodeWorldWideName:long
HostFileAccess: who:string what:string
ModeInfo: browse?:string read:string modify:string use:string admin?:string full:string
HostFileSystemMountInfo: mountInfo:HostMountInfo volume:HostFileSystemVolume vStorageSupport?:string@4.1
HostFileSystemVolume: type:string name:string capacity:long
HostFileSystemVolumeInfo: volumeTypeList?:string[] mountInfo?:HostFileSystemMountInfo[]
HostFirewallConfig @4.0: rule?:HostFirewallConfigRuleSetConfig[]@4.0 defaultBlockingPolicy:HostFirewallDefaultPolicy@4.0
HostFirewallConfigRuleSetConfig @4.0: rulesetId:string@4.0 enabled:boolean@4.0 allowedHosts?:HostFirewallRulesetIpList@5.0
HostFirewallInfo: defaultPolicy:HostFirewallDefaultPolicy ruleset?:HostFirewallRuleset[]
HostFirewallDefaultPolicy: incomingBlocked?:boolean outgoingBlocked?:boolean
HostFlagInfo: backgroundSnapshotsEnabled?:boolean
HostForceMountedInfo @4.0: persist:boolean@4.0 mounted:boolean@4.0
HostFru @8.0.0.1: type:string@8.0.0.1 partName:string@8.0.0.1 partNumber:string@8.0.0.1 manufacturer:string@8.0.0.1 serialNumber?:string@8.0.0.1 mfgTimeStamp?:dateTime@8.0.0.1
HostGatewaySpec @6.0: gatewayType:string@6.0 gatewayId?:string@6.0 trustVerificationToken?:string@6.0 hostAuthParams?:KeyValue[]@6.0
HostGraphicsConfig @6.5: hostDefaultGraphicsType:string@6.5 sharedPassthruAssignmentPolicy:string@6.5 deviceType?:HostGraphicsConfigDeviceType[]@6.5
HostGraphicsConfigDeviceType @6.5: deviceId:string@6.5 graphicsType:string@6.5 vgpuMode?:string@8.0.3.0
HostGraphicsInfo @5.5: deviceName:string@5.5 vendorName:string@5.5 pciId:string@5.5 graphicsType:string@5.5 vgpuMode?:string@8.0.3.0 memorySizeInKB:long@5.5 vm?:*VirtualMachine[]@5.5
HostHardwareInfo: systemInfo:HostSystemInfo cpuPowerManagementInfo?:HostCpuPowerManagementInfo@4.0 cpuInfo:HostCpuInfo cpuPkg:HostCpuPackage[] memorySize:long numaInfo?:HostNumaInfo smcPresent:boolean@5.0 pciDevice?:HostPciDevice[] dvxClasses?:HostDvxClass[]@8.0.0.1 cpuFeature?:HostCpuIdInfo[] biosInfo?:HostBIOSInfo reliableMemoryInfo?:HostReliableMemoryInfo@5.5 persistentMemoryInfo?:HostPersistentMemoryInfo@6.7 sgxInfo?:HostSgxInfo@7.0.0.0 sevInfo?:HostSevInfo@7.0.1.0 memoryTieringType?:string@7.0.3.0 memoryTierInfo?:HostMemoryTierInfo[]@7.0.3.0
HostHardwareStatusInfo: memoryStatusInfo?:HostHardwareElementInfo[] cpuStatusInfo?:HostHardwareElementInfo[] storageStatusInfo?:HostStorageElementInfo[] dpuStatusInfo?:DpuStatusInfo[]@8.0.0.1
DpuStatusInfo < HostHardwareElementInfo @8.0.0.1: dpuId:string@8.0.0.1 fru?:HostFru@8.0.0.1 sensors?:DpuStatusInfoOperationalInfo[]@8.0.0.1
DpuStatusInfoOperationalInfo @8.0.0.1: sensorId:string@8.0.0.1 healthState?:ElementDescription@8.0.0.1 reading:string@8.0.0.1 units?:string@8.0.0.1 timeStamp?:dateTime@8.0.0.1
HostHardwareElementInfo: name:string status:ElementDescription
HostStorageElementInfo < HostHardwareElementInfo: operationalInfo?:HostStorageOperationalInfo[]
HostStorageOperationalInfo: property:string value:string
HostHbaCreateSpec @7.0.3.0:
HealthSystemRuntime: systemHealthInfo?:HostSystemHealthInfo hardwareStatusInfo?:HostHardwareStatusInfo
HostAccessControlEntry @6.0: principal:string@6.0 group:boolean@6.0 accessMode:HostAccessMode@6.0
HostHostBusAdapter: key?:string device:string bus:int status:string model:string driver?:string pci?:string storageProtocol?:string@7.0.0.0
HostProxySwitch @4.0: dvsUuid:string@4.0 dvsName:string@4.0 key:string@4.0 numPorts:int@4.0 configNumPorts?:int@5.0 numPortsAvailable:int@4.0 uplinkPort?:KeyValue[]@4.0 mtu?:int@4.0 pnic?:string[]@4.0 spec:HostProxySwitchSpec@4.0 hostLag?:HostProxySwitchHostLagConfig[]@5.5 networkReservationSupported?:boolean@5.5 nsxtEnabled?:boolean@7.0.0.0 ensEnabled?:boolean@7.0.0.0 ensInterruptEnabled?:boolean@7.0.0.0 transportZones?:DistributedVirtualSwitchHostMemberTransportZoneInfo[]@7.0.0.0 nsxUsedUplinkPort?:string[]@7.0.0.0 nsxtStatus?:string@7.0.0.0 nsxtStatusDetail?:string@7.0.0.0 ensInfo?:HostProxySwitchEnsInfo@8.0.0.1 networkOffloadingEnabled?:boolean@8.0.0.1 hostUplinkState?:DistributedVirtualSwitchHostMemberHostUplinkState[]@8.0.3.0
HostProxySwitchConfig @4.0: changeOperation?:string@4.0 uuid:string@4.0 spec?:HostProxySwitchSpec@4.0
HostProxySwitchEnsInfo @8.0.0.1: opsVersion:long@8.0.0.1 numPSOps:long@8.0.0.1 numLcoreOps:long@8.0.0.1 errorStatus:long@8.0.0.1 lcoreStatus:long@8.0.0.1
HostProxySwitchHostLagConfig @5.5: lagKey:string@5.5 lagName?:string@5.5 uplinkPort?:KeyValue[]@5.5
HostProxySwitchSpec @4.0: backing?:DistributedVirtualSwitchHostMemberBacking@4.0
HostImageProfileSummary @5.0: name:string@5.0 vendor:string@5.0
HostInternetScsiHba < HostHostBusAdapter: isSoftwareBased:boolean canBeDisabled?:boolean@5.0 networkBindingSupport?:HostInternetScsiHbaNetworkBindingSupportType@5.0 discoveryCapabilities:HostInternetScsiHbaDiscoveryCapabilities discoveryProperties:HostInternetScsiHbaDiscoveryProperties authenticationCapabilities:HostInternetScsiHbaAuthenticationCapabilities authenticationProperties:HostInternetScsiHbaAuthenticationProperties digestCapabilities?:HostInternetScsiHbaDigestCapabilities@4.0 digestProperties?:HostInternetScsiHbaDigestProperties@4.0 ipCapabilities:HostInternetScsiHbaIPCapabilities ipProperties:HostInternetScsiHbaIPProperties supportedAdvancedOptions?:OptionDef[]@4.0 advancedOptions?:HostInternetScsiHbaParamValue[]@4.0 iScsiName:string iScsiAlias?:string configuredSendTarget?:HostInternetScsiHbaSendTarget[] configuredStaticTarget?:HostInternetScsiHbaStaticTarget[] maxSpeedMb?:int currentSpeedMb?:int
HostInternetScsiHbaAuthenticationCapabilities: chapAuthSettable:boolean krb5AuthSettable:boolean srpAuthSettable:boolean spkmAuthSettable:boolean mutualChapSettable?:boolean@4.0 targetChapSettable?:boolean@4.0 targetMutualChapSettable?:boolean@4.0
HostInternetScsiHbaAuthenticationProperties: chapAuthEnabled:boolean chapName?:string chapSecret?:string chapAuthenticationType?:string@4.0 chapInherited?:boolean@4.0 mutualChapName?:string@4.0 mutualChapSecret?:string@4.0 mutualChapAuthenticationType?:string@4.0 mutualChapInherited?:boolean@4.0
HostInternetScsiHbaDigestCapabilities @4.0: headerDigestSettable?:boolean@4.0 dataDigestSettable?:boolean@4.0 targetHeaderDigestSettable?:boolean@4.0 targetDataDigestSettable?:boolean@4.0
HostInternetScsiHbaDigestProperties @4.0: headerDigestType?:string@4.0 headerDigestInherited?:boolean@4.0 dataDigestType?:string@4.0 dataDigestInherited?:boolean@4.0
HostInternetScsiHbaDiscoveryCapabilities: iSnsDiscoverySettable:boolean slpDiscoverySettable:boolean staticTargetDiscoverySettable:boolean sendTargetsDiscoverySettable:boolean
HostInternetScsiHbaDiscoveryProperties: iSnsDiscoveryEnabled:boolean iSnsDiscoveryMethod?:string iSnsHost?:string slpDiscoveryEnabled:boolean slpDiscoveryMethod?:string slpHost?:string staticTargetDiscoveryEnabled:boolean sendTargetsDiscoveryEnabled:boolean
HostInternetScsiHbaIPCapabilities: addressSettable:boolean ipConfigurationMethodSettable:boolean subnetMaskSettable:boolean defaultGatewaySettable:boolean primaryDnsServerAddressSettable:boolean alternateDnsServerAddressSettable:boolean ipv6Supported?:boolean@4.0 arpRedirectSettable?:boolean@4.0 mtuSettable?:boolean@4.0 hostNameAsTargetAddress?:boolean@4.0 nameAliasSettable?:boolean@4.1 ipv4EnableSettable?:boolean@6.0 ipv6EnableSettable?:boolean@6.0 ipv6PrefixLengthSettable?:boolean@6.0 ipv6PrefixLength?:int@6.0 ipv6DhcpConfigurationSettable?:boolean@6.0 ipv6LinkLocalAutoConfigurationSettable?:boolean@6.0 ipv6RouterAdvertisementConfigurationSettable?:boolean@6.0 ipv6DefaultGatewaySettable?:boolean@6.0 ipv6MaxStaticAddressesSupported?:int@6.0
HostInternetScsiHbaIPProperties: mac?:string address?:string dhcpConfigurationEnabled:boolean subnetMask?:string defaultGateway?:string primaryDnsServerAddress?:string alternateDnsServerAddress?:string ipv6Address?:string@4.0 ipv6SubnetMask?:string@4.0 ipv6DefaultGateway?:string@4.0 arpRedirectEnabled?:boolean@4.0 mtu?:int@4.0 jumboFramesEnabled?:boolean@4.0 ipv4Enabled?:boolean@6.0 ipv6Enabled?:boolean@6.0 ipv6properties?:HostInternetScsiHbaIPv6Properties@6.0
HostInternetScsiHbaIPv6Properties @6.0: iscsiIpv6Address?:HostInternetScsiHbaIscsiIpv6Address[]@6.0 ipv6DhcpConfigurationEnabled?:boolean@6.0 ipv6LinkLocalAutoConfigurationEnabled?:boolean@6.0 ipv6RouterAdvertisementConfigurationEnabled?:boolean@6.0 ipv6DefaultGateway?:string@6.0
HostInternetScsiHbaIscsiIpv6Address @6.0: address:string@6.0 prefixLength:int@6.0 origin:string@6.0 operation?:string@6.0
HostInternetScsiHbaParamValue < OptionValue @4.0: isInherited?:boolean@4.0
HostInternetScsiHbaSendTarget: address:string port?:int authenticationProperties?:HostInternetScsiHbaAuthenticationProperties@4.0 digestProperties?:HostInternetScsiHbaDigestProperties@4.0 supportedAdvancedOptions?:OptionDef[]@4.0 advancedOptions?:HostInternetScsiHbaParamValue[]@4.0 parent?:string@4.0
HostInternetScsiHbaStaticTarget: address:string port?:int iScsiName:string discoveryMethod?:string@5.1 authenticationProperties?:HostInternetScsiHbaAuthenticationProperties@4.0 digestProperties?:HostInternetScsiHbaDigestProperties@4.0 supportedAdvancedOptions?:OptionDef[]@4.0 advancedOptions?:HostInternetScsiHbaParamValue[]@4.0 parent?:string@4.0
HostInternetScsiHbaTargetSet @4.0: staticTargets?:HostInternetScsiHbaStaticTarget[]@4.0 sendTargets?:HostInternetScsiHbaSendTarget[]@4.0
HostInternetScsiTargetTransport < HostTargetTransport: iScsiName:string iScsiAlias:string address?:string[]
HostIpConfig: dhcp:boolean ipAddress?:string subnetMask?:string ipV6Config?:HostIpConfigIpV6AddressConfiguration@4.0
HostIpConfigIpV6Address @4.0: ipAddress:string@4.0 prefixLength:int@4.0 origin?:string@4.0 dadState?:string@4.0 lifetime?:dateTime@4.0 operation?:string@4.0
HostIpConfigIpV6AddressConfiguration @4.0: ipV6Address?:HostIpConfigIpV6Address[]@4.0 autoConfigurationEnabled?:boolean@4.0 dhcpV6Enabled?:boolean@4.0
HostIpRouteConfig: defaultGateway?:string gatewayDevice?:string ipV6DefaultGateway?:string@4.0 ipV6GatewayDevice?:string@4.0
HostIpRouteConfigSpec < HostIpRouteConfig @4.0: gatewayDeviceConnection?:HostVirtualNicConnection@4.0 ipV6GatewayDeviceConnection?:HostVirtualNicConnection@4.0
HostIpRouteEntry @4.0: network:string@4.0 prefixLength:int@4.0 gateway:string@4.0 deviceName?:string@4.1
HostIpRouteOp @4.0: changeOperation:string@4.0 route:HostIpRouteEntry@4.0
HostIpRouteTableConfig @4.0: ipRoute?:HostIpRouteOp[]@4.0 ipv6Route?:HostIpRouteOp[]@4.0
HostIpRouteTableInfo @4.0: ipRoute?:HostIpRouteEntry[]@4.0 ipv6Route?:HostIpRouteEntry[]@4.0
HostIpmiInfo @4.0: bmcIpAddress?:string@4.0 bmcMacAddress?:string@4.0 login?:string@4.0 password?:string@4.0
IscsiDependencyEntity @5.0: pnicDevice:string@5.0 vnicDevice:string@5.0 vmhbaName:string@5.0
IscsiMigrationDependency @5.0: migrationAllowed:boolean@5.0 disallowReason?:IscsiStatus@5.0 dependency?:IscsiDependencyEntity[]@5.0
IscsiPortInfo @5.0: vnicDevice?:string@5.0 vnic?:HostVirtualNic@5.0 pnicDevice?:string@5.0 pnic?:PhysicalNic@5.0 switchName?:string@5.0 switchUuid?:string@5.0 portgroupName?:string@5.0 portgroupKey?:string@5.0 portKey?:string@5.0 opaqueNetworkId?:string@6.5 opaqueNetworkType?:string@6.5 opaqueNetworkName?:string@6.5 externalId?:string@6.5 complianceStatus?:IscsiStatus@5.0 pathStatus?:string@5.0
IscsiStatus @5.0: reason?:LocalizedMethodFault[]@5.0
KernelModuleInfo @4.0: id:int@4.0 name:string@4.0 version:string@4.0 filename:string@4.0 optionString:string@4.0 loaded:boolean@4.0 enabled:boolean@4.0 useCount:int@4.0 readOnlySection:KernelModuleSectionInfo@4.0 writableSection:KernelModuleSectionInfo@4.0 textSection:KernelModuleSectionInfo@4.0 dataSection:KernelModuleSectionInfo@4.0 bssSection:KernelModuleSectionInfo@4.0
KernelModuleSectionInfo @4.0: address:long@4.0 length?:int@4.0
HostLicenseSpec @4.0: source?:LicenseSource@4.0 editionKey?:string@4.0 disabledFeatureKey?:string[]@4.0 enabledFeatureKey?:string[]@4.0
LinkDiscoveryProtocolConfig @4.0: protocol:string@4.0 operation:string@4.0
HostAccountSpec: id:string password?:string description?:string
HostPosixAccountSpec < HostAccountSpec: posixId?:int shellAccess?:boolean
HostLocalAuthenticationInfo < HostAuthenticationStoreInfo @4.1:
LocalDatastoreInfo < DatastoreInfo: path?:string
HostLocalFileSystemVolume < HostFileSystemVolume: device:string
HostLocalFileSystemVolumeSpec: device:string localPath:string
HostLowLevelProvisioningManagerDiskLayoutSpec @5.0: controllerType:string@5.0 busNumber:int@5.0 unitNumber:int@5.0 srcFilename:string@5.0 dstFilename:string@5.0
HostLowLevelProvisioningManagerFileDeleteResult @6.0: fileName:string@6.0 fault:LocalizedMethodFault@6.0
HostLowLevelProvisioningManagerFileDeleteSpec @6.0: fileName:string@6.0 fileType:string@6.0
HostLowLevelProvisioningManagerFileReserveResult @6.0: baseName:string@6.0 parentDir:string@6.0 reservedName:string@6.0
HostLowLevelProvisioningManagerFileReserveSpec @6.0: baseName:string@6.0 parentDir:string@6.0 fileType:string@6.0 storageProfile:string@6.0
HostLowLevelProvisioningManagerSnapshotLayoutSpec @5.0: id:int@5.0 srcFilename:string@5.0 dstFilename:string@5.0 disk?:HostLowLevelProvisioningManagerDiskLayoutSpec[]@5.0
HostLowLevelProvisioningManagerVmMigrationStatus @5.1: migrationId:long@5.1 type:string@5.1 source:boolean@5.1 consideredSuccessful:boolean@5.1
HostLowLevelProvisioningManagerVmRecoveryInfo @5.1: version:string@5.1 biosUUID:string@5.1 instanceUUID:string@5.1 ftInfo?:FaultToleranceConfigInfo@5.1
HostMaintenanceSpec @5.5: vsanMode?:VsanHostDecommissionMode@5.5 purpose?:string@7.0.0.0
ServiceConsoleReservationInfo: serviceConsoleReservedCfg:long serviceConsoleReserved:long unreserved:long
VirtualMachineMemoryReservationInfo: virtualMachineMin:long virtualMachineMax:long virtualMachineReserved:long allocationPolicy:string
VirtualMachineMemoryReservationSpec: virtualMachineReserved?:long allocationPolicy?:string
HostMemorySpec @4.0: serviceConsoleReservation?:long@4.0
HostMemoryTierInfo @7.0.3.0: name:string@7.0.3.0 type:string@7.0.3.0 flags?:string[]@7.0.3.0 internalFlags?:string[]@8.0.3.0 size:long@7.0.3.0
HostMountInfo: path?:string accessMode:string mounted?:boolean@5.0 accessible?:boolean inaccessibleReason?:string@5.1 vmknicName?:string@8.0.1.0 vmknicActive?:boolean@8.0.1.0 mountFailedReason?:string@8.0.0.1 numTcpConnections?:int@8.0.1.0
HostMultipathInfo: lun?:HostMultipathInfoLogicalUnit[]
HostMultipathInfoFixedLogicalUnitPolicy < HostMultipathInfoLogicalUnitPolicy: prefer:string
HostMultipathInfoHppLogicalUnitPolicy < HostMultipathInfoLogicalUnitPolicy @7.0.0.0: bytes?:long@7.0.0.0 iops?:long@7.0.0.0 path?:string@7.0.0.0 latencyEvalTime?:long@7.0.0.0 samplingIosPerPath?:long@7.0.0.0
HostMultipathInfoLogicalUnit: key:string id:string lun:string path:HostMultipathInfoPath[] policy:HostMultipathInfoLogicalUnitPolicy storageArrayTypePolicy?:HostMultipathInfoLogicalUnitStorageArrayTypePolicy@4.0
HostMultipathInfoLogicalUnitPolicy: policy:string
HostMultipathInfoLogicalUnitStorageArrayTypePolicy @4.0: policy:string@4.0
HostMultipathInfoPath: key:string name:string pathState:string state?:string@4.0 isWorkingPath?:boolean@4.0 adapter:string lun:string transport?:HostTargetTransport
HostMultipathStateInfo @4.0: path?:HostMultipathStateInfoPath[]@4.0
HostMultipathStateInfoPath @4.0: name:string@4.0 pathState:string@4.0
NasDatastoreInfo < DatastoreInfo: nas?:HostNasVolume
HostNasVolume < HostFileSystemVolume: remoteHost:string remotePath:string userName?:string remoteHostNames?:string[]@6.0 securityType?:string@6.0 protocolEndpoint?:boolean@6.0
HostNasVolumeConfig @4.0: changeOperation?:string@4.0 spec?:HostNasVolumeSpec@4.0
HostNasVolumeSpec: remoteHost:string remotePath:string localPath:string accessMode:string type?:string userName?:string password?:string remoteHostNames?:string[]@6.0 securityType?:string@6.0 vmknicToBind?:string@8.0.1.0 vmknicBound?:boolean@8.0.1.0 connections?:int@8.0.1.0
HostNasVolumeUserInfo @6.0: user:string@6.0
HostNatService: key:string spec:HostNatServiceSpec
HostNatServiceConfig: changeOperation?:string key:string spec:HostNatServiceSpec
HostNatServiceNameServiceSpec: dnsAutoDetect:boolean dnsPolicy:string dnsRetries:int dnsTimeout:int dnsNameServer?:string[] nbdsTimeout:int nbnsRetries:int nbnsTimeout:int
HostNatServicePortForwardSpec: type:string name:string hostPort:int guestPort:int guestIpAddress:string
HostNatServiceSpec: virtualSwitch:string activeFtp:boolean allowAnyOui:boolean configPort:boolean ipGatewayAddress:string udpTimeout:int portForward?:HostNatServicePortForwardSpec[] nameService?:HostNatServiceNameServiceSpec
HostNetCapabilities: canSetPhysicalNicLinkSpeed:boolean supportsNicTeaming:boolean nicTeamingPolicy?:string[] supportsVlan:boolean usesServiceConsoleNic:boolean supportsNetworkHints:boolean maxPortGroupsPerVswitch?:int vswitchConfigSupported:boolean vnicConfigSupported:boolean ipRouteConfigSupported:boolean dnsConfigSupported:boolean dhcpOnVnicSupported:boolean ipV6Supported:boolean@4.0 backupNfcNiocSupported?:boolean@7.0.1.0
HostNetOffloadCapabilities: csumOffload?:boolean tcpSegmentation?:boolean zeroCopyXmit?:boolean
HostNetStackInstance @5.5: key?:string@5.5 name?:string@5.5 dnsConfig?:HostDnsConfig@5.5 ipRouteConfig?:HostIpRouteConfig@5.5 requestedMaxNumberOfConnections?:int@5.5 congestionControlAlgorithm?:string@5.5 ipV6Enabled?:boolean@5.5 routeTableConfig?:HostIpRouteTableConfig@5.5
HostNetworkConfig: vswitch?:HostVirtualSwitchConfig[] proxySwitch?:HostProxySwitchConfig[]@4.0 portgroup?:HostPortGroupConfig[] pnic?:PhysicalNicConfig[] vnic?:HostVirtualNicConfig[] consoleVnic?:HostVirtualNicConfig[] dnsConfig?:HostDnsConfig ipRouteConfig?:HostIpRouteConfig consoleIpRouteConfig?:HostIpRouteConfig routeTableConfig?:HostIpRouteTableConfig@4.0 dhcp?:HostDhcpServiceConfig[] nat?:HostNatServiceConfig[] ipV6Enabled?:boolean@4.0 netStackSpec?:HostNetworkConfigNetStackSpec[]@5.5 migrationStatus?:string@7.0.2.0
HostNetworkConfigNetStackSpec @5.5: netStackInstance:HostNetStackInstance@5.5 operation?:string@5.5
HostNetworkConfigResult: vnicDevice?:string[] consoleVnicDevice?:string[]
HostNetworkInfo: vswitch?:HostVirtualSwitch[] proxySwitch?:HostProxySwitch[]@4.0 portgroup?:HostPortGroup[] pnic?:PhysicalNic[] rdmaDevice?:HostRdmaDevice[]@7.0.0.0 vnic?:HostVirtualNic[] consoleVnic?:HostVirtualNic[] dnsConfig?:HostDnsConfig ipRouteConfig?:HostIpRouteConfig consoleIpRouteConfig?:HostIpRouteConfig routeTableInfo?:HostIpRouteTableInfo@4.0 dhcp?:HostDhcpService[] nat?:HostNatService[] ipV6Enabled?:boolean@4.0 atBootIpV6Enabled?:boolean@4.1 netStackInstance?:HostNetStackInstance[]@5.5 opaqueSwitch?:HostOpaqueSwitch[]@5.5 opaqueNetwork?:HostOpaqueNetworkInfo[]@5.5 nsxTransportNodeId?:string@7.0.0.0 nvdsToVdsMigrationRequired?:boolean@7.0.2.0 migrationStatus?:string@7.0.2.0
HostNetworkPolicy: security?:HostNetworkSecurityPolicy nicTeaming?:HostNicTeamingPolicy offloadPolicy?:HostNetOffloadCapabilities shapingPolicy?:HostNetworkTrafficShapingPolicy
HostNicFailureCriteria: checkSpeed?:string speed?:int checkDuplex?:boolean fullDuplex?:boolean checkErrorPercent?:boolean percentage?:int checkBeacon?:boolean
HostNicOrderPolicy: activeNic?:string[] standbyNic?:string[]
HostNicTeamingPolicy: policy?:string reversePolicy?:boolean notifySwitches?:boolean rollingOrder?:boolean failureCriteria?:HostNicFailureCriteria nicOrder?:HostNicOrderPolicy
HostNetworkSecurityPolicy: allowPromiscuous?:boolean macChanges?:boolean forgedTransmits?:boolean
HostNetworkTrafficShapingPolicy: enabled?:boolean averageBandwidth?:long peakBandwidth?:long burstSize?:long
HostNfcConnectionInfo < HostDataTransportConnectionInfo @7.0.3.0: streamingMemoryConsumed?:long@7.0.3.0
HostNtpConfig: server?:string[] configFile?:string[]@6.0
HostNumaInfo: type:string numNodes:int numaNode?:HostNumaNode[]
HostNumaNode: typeId:byte cpuID:short[] memorySize?:long@8.0.0.0 memoryRangeBegin:long memoryRangeLength:long pciId?:string[]@6.7
HostNumericSensorInfo: name:string healthState?:ElementDescription currentReading:long unitModifier:int baseUnits:string rateUnits?:string sensorType:string id?:string@6.5 sensorNumber?:long@8.0.0.1 timeStamp?:string@6.5 fru?:HostFru@8.0.0.1
NvdimmDimmInfo @6.7: dimmHandle:int@6.7 healthInfo:NvdimmHealthInfo@6.7 totalCapacity:long@6.7 persistentCapacity:long@6.7 availablePersistentCapacity:long@6.7 volatileCapacity:long@6.7 availableVolatileCapacity:long@6.7 blockCapacity:long@6.7 regionInfo?:NvdimmRegionInfo[]@6.7 representationString:string@6.7
NvdimmGuid @6.7: uuid:string@6.7
NvdimmHealthInfo @6.7: healthStatus:string@6.7 healthInformation:string@6.7 stateFlagInfo?:string[]@6.7 dimmTemperature:int@6.7 dimmTemperatureThreshold:int@6.7 spareBlocksPercentage:int@6.7 spareBlockThreshold:int@6.7 dimmLifespanPercentage:int@6.7 esTemperature?:int@6.7 esTemperatureThreshold?:int@6.7 esLifespanPercentage?:int@6.7
NvdimmInterleaveSetInfo @6.7: setId:int@6.7 rangeType:string@6.7 baseAddress:long@6.7 size:long@6.7 availableSize:long@6.7 deviceList?:int[]@6.7 state:string@6.7
NvdimmNamespaceCreateSpec @6.7: friendlyName?:string@6.7 blockSize:long@6.7 blockCount:long@6.7 type:string@6.7 locationID:int@6.7
NvdimmNamespaceDeleteSpec @6.7: uuid:string@6.7
NvdimmNamespaceDetails @6.7.1: uuid:string@6.7.1 friendlyName:string@6.7.1 size:long@6.7.1 type:string@6.7.1 namespaceHealthStatus:string@6.7.1 interleavesetID:int@6.7.1 state:string@6.7.1
NvdimmNamespaceInfo @6.7: uuid:string@6.7 friendlyName:string@6.7 blockSize:long@6.7 blockCount:long@6.7 type:string@6.7 namespaceHealthStatus:string@6.7 locationID:int@6.7 state:string@6.7
NvdimmSystemInfo @6.7: summary?:NvdimmSummary@6.7 dimms?:int[]@6.7 dimmInfo?:NvdimmDimmInfo[]@6.7 interleaveSet?:int[]@6.7 iSetInfo?:NvdimmInterleaveSetInfo[]@6.7 namespace?:NvdimmGuid[]@6.7 nsInfo?:NvdimmNamespaceInfo[]@6.7 nsDetails?:NvdimmNamespaceDetails[]@6.7.1
NvdimmPMemNamespaceCreateSpec @6.7.1: friendlyName?:string@6.7.1 size:long@6.7.1 interleavesetID:int@6.7.1
NvdimmRegionInfo @6.7: regionId:int@6.7 setId:int@6.7 rangeType:string@6.7 startAddr:long@6.7 size:long@6.7 offset:long@6.7
NvdimmSummary @6.7: numDimms:int@6.7 healthStatus:string@6.7 totalCapacity:long@6.7 persistentCapacity:long@6.7 blockCapacity:long@6.7 availableCapacity:long@6.7 numInterleavesets:int@6.7 numNamespaces:int@6.7
HostNvmeConnectSpec < HostNvmeSpec @7.0.0.0: subnqn:string@7.0.0.0 controllerId?:int@7.0.0.0 adminQueueSize?:int@7.0.0.0 keepAliveTimeout?:int@7.0.0.0
HostNvmeController @7.0.0.0: key:string@7.0.0.0 controllerNumber:int@7.0.0.0 subnqn:string@7.0.0.0 name:string@7.0.0.0 associatedAdapter:string@7.0.0.0 transportType:string@7.0.0.0 fusedOperationSupported:boolean@7.0.0.0 numberOfQueues:int@7.0.0.0 queueSize:int@7.0.0.0 attachedNamespace?:HostNvmeNamespace[]@7.0.0.0 vendorId?:string@7.0.0.0 model?:string@7.0.0.0 serialNumber?:string@7.0.0.0 firmwareVersion?:string@7.0.0.0
HostNvmeDisconnectSpec @7.0.0.0: hbaName:string@7.0.0.0 subnqn?:string@7.0.0.0 controllerNumber?:int@7.0.0.0
HostNvmeDiscoverSpec < HostNvmeSpec @7.0.0.0: autoConnect?:boolean@7.0.0.0 rootDiscoveryController?:boolean@7.0.3.0
HostNvmeDiscoveryLog @7.0.0.0: entry?:HostNvmeDiscoveryLogEntry[]@7.0.0.0 complete:boolean@7.0.0.0
HostNvmeDiscoveryLogEntry @7.0.0.0: subnqn:string@7.0.0.0 subsystemType:string@7.0.0.0 subsystemPortId:int@7.0.0.0 controllerId:int@7.0.0.0 adminQueueMaxSize:int@7.0.0.0 transportParameters:HostNvmeTransportParameters@7.0.0.0 transportRequirements:string@7.0.0.0 connected:boolean@7.0.0.0
HostNvmeNamespace @7.0.0.0: key:string@7.0.0.0 name:string@7.0.0.0 id:int@7.0.0.0 blockSize:int@7.0.0.0 capacityInBlocks:long@7.0.0.0
HostNvmeOpaqueTransportParameters < HostNvmeTransportParameters @7.0.0.0: trtype:string@7.0.0.0 traddr:string@7.0.0.0 adrfam:string@7.0.0.0 trsvcid:string@7.0.0.0 tsas:base64Binary@7.0.0.0
HostNvmeOverFibreChannelParameters < HostNvmeTransportParameters @7.0.0.0: nodeWorldWideName:long@7.0.0.0 portWorldWideName:long@7.0.0.0
HostNvmeOverRdmaParameters < HostNvmeTransportParameters @7.0.0.0: address:string@7.0.0.0 addressFamily?:string@7.0.0.0 portNumber?:int@7.0.0.0
HostNvmeOverTcpParameters < HostNvmeTransportParameters @7.0.3.0: address:string@7.0.3.0 portNumber?:int@7.0.3.0 digestVerification?:string@7.0.3.0
HostNvmeSpec @7.0.0.0: hbaName:string@7.0.0.0 transportParameters:HostNvmeTransportParameters@7.0.0.0
HostNvmeTopology @7.0.0.0: adapter?:HostNvmeTopologyInterface[]@7.0.0.0
HostNvmeTopologyInterface @7.0.0.0: key:string@7.0.0.0 adapter:string@7.0.0.0 connectedController?:HostNvmeController[]@7.0.0.0
HostNvmeTransportParameters @7.0.0.0:
HostOpaqueNetworkInfo @5.5: opaqueNetworkId:string@5.5 opaqueNetworkName:string@5.5 opaqueNetworkType:string@5.5 pnicZone?:string[]@6.0 capability?:OpaqueNetworkCapability@6.5 extraConfig?:OptionValue[]@6.5
HostOpaqueSwitch @5.5: key:string@5.5 name?:string@5.5 pnic?:string[]@5.5 pnicZone?:HostOpaqueSwitchPhysicalNicZone[]@6.0 status?:string@6.0 vtep?:HostVirtualNic[]@6.0 extraConfig?:OptionValue[]@6.5 featureCapability?:HostFeatureCapability[]@6.7
HostOpaqueSwitchPhysicalNicZone @6.0: key:string@6.0 pnicDevice?:string[]@6.0
PMemDatastoreInfo < DatastoreInfo @6.7: pmem:HostPMemVolume@6.7
HostPMemVolume < HostFileSystemVolume @6.7: uuid:string@6.7 version:string@6.7
HostParallelScsiHba < HostHostBusAdapter:
HostParallelScsiTargetTransport < HostTargetTransport:
HostPartialMaintenanceModeRuntimeInfo @8.0.3.0: key:string@8.0.3.0 hostStatus:string@8.0.3.0
HostPatchManagerLocator: url:string proxy?:string
HostPatchManagerPatchManagerOperationSpec @4.0: proxy?:string@4.0 port?:int@4.0 userName?:string@4.0 password?:string@4.0 cmdOption?:string@4.0
HostPatchManagerResult @4.0: version:string@4.0 status?:HostPatchManagerStatus[]@4.0 xmlResult?:string@4.0
HostPatchManagerStatus: id:string applicable:boolean reason?:string[] integrity?:string installed:boolean installState?:string[] prerequisitePatch?:HostPatchManagerStatusPrerequisitePatch[] restartRequired:boolean reconnectRequired:boolean vmOffRequired:boolean supersededPatchIds?:string[]
HostPatchManagerStatusPrerequisitePatch: id:string installState?:string[]
HostPathSelectionPolicyOption @4.0: policy:ElementDescription@4.0
HostPciDevice: id:string classId:short bus:byte slot:byte function:byte vendorId:short subVendorId:short vendorName:string deviceId:short subDeviceId:short parentBridge?:string@4.0 deviceName:string deviceClassName?:string@8.0.3.0
HostPciPassthruConfig @4.0: id:string@4.0 passthruEnabled:boolean@4.0 applyNow?:boolean@7.0.0.0 hardwareLabel?:string@7.0.2.0
HostPciPassthruInfo @4.0: id:string@4.0 dependentDevice:string@4.0 passthruEnabled:boolean@4.0 passthruCapable:boolean@4.0 passthruActive:boolean@4.0 hardwareLabel?:string@7.0.2.0
HostPcieHba < HostHostBusAdapter @7.0.0.0:
HostPcieTargetTransport < HostTargetTransport @7.0.0.0:
HostPersistentMemoryInfo @6.7: capacityInMB?:long@6.7 volumeUUID?:string@6.7
PhysicalNic: key?:string device:string pci:string driver?:string driverVersion?:string@8.0.0.1 firmwareVersion?:string@8.0.0.1 linkSpeed?:PhysicalNicLinkInfo validLinkSpecification?:PhysicalNicLinkInfo[] spec:PhysicalNicSpec wakeOnLanSupported:boolean mac:string fcoeConfiguration?:FcoeConfig@5.0 vmDirectPathGen2Supported?:boolean@4.1 vmDirectPathGen2SupportedMode?:string@4.1 resourcePoolSchedulerAllowed?:boolean@4.1 resourcePoolSchedulerDisallowedReason?:string[]@4.1 autoNegotiateSupported?:boolean@4.1 enhancedNetworkingStackSupported?:boolean@6.7 ensInterruptSupported?:boolean@7.0.0.0 rdmaDevice?:string@7.0.0.0 dpuId?:string@8.0.0.1
PhysicalNicCdpDeviceCapability: router:boolean transparentBridge:boolean sourceRouteBridge:boolean networkSwitch:boolean host:boolean igmpEnabled:boolean repeater:boolean
PhysicalNicCdpInfo: cdpVersion?:int timeout?:int ttl?:int samples?:int devId?:string address?:string portId?:string deviceCapability?:PhysicalNicCdpDeviceCapability softwareVersion?:string hardwarePlatform?:string ipPrefix?:string ipPrefixLen?:int vlan?:int fullDuplex?:boolean mtu?:int systemName?:string systemOID?:string mgmtAddr?:string location?:string
PhysicalNicConfig: device:string spec:PhysicalNicSpec
PhysicalNicLinkInfo: speedMb:int duplex:boolean
LinkLayerDiscoveryProtocolInfo @5.0: chassisId:string@5.0 portId:string@5.0 timeToLive:int@5.0 parameter?:KeyAnyValue[]@5.0
PhysicalNicHintInfo: device:string subnet?:PhysicalNicIpHint[] network?:PhysicalNicNameHint[] connectedSwitchPort?:PhysicalNicCdpInfo lldpInfo?:LinkLayerDiscoveryProtocolInfo@5.0
PhysicalNicHint: vlanId?:int
PhysicalNicIpHint < PhysicalNicHint: ipSubnet:string
PhysicalNicNameHint < PhysicalNicHint: network:string
PhysicalNicSpec: ip?:HostIpConfig linkSpeed?:PhysicalNicLinkInfo enableEnhancedNetworkingStack?:boolean@6.7 ensInterruptEnabled?:boolean@7.0.0.0
HostPlugStoreTopology @4.0: adapter?:HostPlugStoreTopologyAdapter[]@4.0 path?:HostPlugStoreTopologyPath[]@4.0 target?:HostPlugStoreTopologyTarget[]@4.0 device?:HostPlugStoreTopologyDevice[]@4.0 plugin?:HostPlugStoreTopologyPlugin[]@4.0
HostPlugStoreTopologyAdapter @4.0: key:string@4.0 adapter:string@4.0 path?:string[]@4.0
HostPlugStoreTopologyDevice @4.0: key:string@4.0 lun:string@4.0 path?:string[]@4.0
HostPlugStoreTopologyPath @4.0: key:string@4.0 name:string@4.0 channelNumber?:int@4.0 targetNumber?:int@4.0 lunNumber?:int@4.0 adapter?:string@4.0 target?:string@4.0 device?:string@4.0
HostPlugStoreTopologyPlugin @4.0: key:string@4.0 name:string@4.0 device?:string[]@4.0 claimedPath?:string[]@4.0
HostPlugStoreTopologyTarget @4.0: key:string@4.0 transport?:HostTargetTransport@4.0
HostPortGroup: key?:string port?:HostPortGroupPort[] vswitch?:string computedPolicy:HostNetworkPolicy spec:HostPortGroupSpec
HostPortGroupConfig: changeOperation?:string spec?:HostPortGroupSpec
HostPortGroupPort: key?:string mac?:string[] type:string
HostPortGroupSpec: name:string vlanId:int vswitchName:string policy:HostNetworkPolicy
PowerSystemCapability @4.1: availablePolicy:HostPowerPolicy[]@4.1
PowerSystemInfo @4.1: currentPolicy:HostPowerPolicy@4.1
HostPowerPolicy @4.1: key:int@4.1 name:string@4.1 shortName:string@4.1 description:string@4.1
HostProtocolEndpoint @6.0: peType:string@6.0 type?:string@6.5 uuid:string@6.0 hostKey?:*HostSystem[]@6.0 storageArray?:string@6.0 nfsServer?:string@6.0 nfsDir?:string@6.0 nfsServerScope?:string@6.5 nfsServerMajor?:string@6.5 nfsServerAuthType?:string@6.5 nfsServerUser?:string@6.5 deviceId?:string@6.0 usedByStretchedContainer?:boolean@8.0.3.0
HostPtpConfig @7.0.3.0: domain?:int@7.0.3.0 port?:HostPtpConfigPtpPort[]@7.0.3.0
HostPtpConfigPtpPort @7.0.3.0: index:int@7.0.3.0 deviceType?:string@7.0.3.0 device?:string@7.0.3.0 ipConfig?:HostIpConfig@7.0.3.0
HostQualifiedName @7.0.3.0: value:string@7.0.3.0 type:string@7.0.3.0
HostRdmaDevice @7.0.0.0: key:string@7.0.0.0 device:string@7.0.0.0 driver?:string@7.0.0.0 description?:string@7.0.0.0 backing?:HostRdmaDeviceBacking@7.0.0.0 connectionInfo:HostRdmaDeviceConnectionInfo@7.0.0.0 capability:HostRdmaDeviceCapability@7.0.0.0
HostRdmaDeviceBacking @7.0.0.0:
HostRdmaDeviceCapability @7.0.0.0: roceV1Capable:boolean@7.0.0.0 roceV2Capable:boolean@7.0.0.0 iWarpCapable:boolean@7.0.0.0
HostRdmaDeviceConnectionInfo @7.0.0.0: state:string@7.0.0.0 mtu:int@7.0.0.0 speedInMbps:int@7.0.0.0
HostRdmaDevicePnicBacking < HostRdmaDeviceBacking @7.0.0.0: pairedUplink:string@7.0.0.0
HostRdmaHba < HostHostBusAdapter @7.0.0.0: associatedRdmaDevice?:string@7.0.0.0
HostRdmaTargetTransport < HostTargetTransport @7.0.0.0:
HostReliableMemoryInfo @5.5: memorySize:long@5.5
HostResignatureRescanResult @4.0: rescan?:HostVmfsRescanResult[]@4.0 result:*Datastore@4.0
HostFirewallRuleset: key:string label:string required:boolean rule:HostFirewallRule[] service?:string enabled:boolean allowedHosts?:HostFirewallRulesetIpList@5.0 userControllable?:boolean@8.0.2.0 ipListUserConfigurable?:boolean@8.0.2.0
HostFirewallRulesetIpList @5.0: ipAddress?:string[]@5.0 ipNetwork?:HostFirewallRulesetIpNetwork[]@5.0 allIp:boolean@5.0
HostFirewallRulesetIpNetwork @5.0: network:string@5.0 prefixLength:int@5.0
HostFirewallRule: port:int endPort?:int direction:HostFirewallRuleDirection portType?:HostFirewallRulePortType@5.0 protocol:string
HostFirewallRulesetRulesetSpec @5.0: allowedHosts:HostFirewallRulesetIpList@5.0
HostRuntimeInfo: connectionState:HostSystemConnectionState powerState:HostSystemPowerState standbyMode?:string@4.1 inMaintenanceMode:boolean inQuarantineMode?:boolean@6.5 bootTime?:dateTime healthSystemRuntime?:HealthSystemRuntime dasHostState?:ClusterDasFdmHostState@5.0 tpmPcrValues?:HostTpmDigestInfo[]@4.0 vsanRuntimeInfo?:VsanHostRuntimeInfo@5.5 networkRuntimeInfo?:HostRuntimeInfoNetworkRuntimeInfo@5.5 vFlashResourceRuntimeInfo?:HostVFlashManagerVFlashResourceRunTimeInfo@5.5 hostMaxVirtualDiskCapacity?:long@5.5 cryptoState?:string@6.5 cryptoKeyId?:CryptoKeyId@6.5 statelessNvdsMigrationReady?:string@7.0.2.0 partialMaintenanceMode?:HostPartialMaintenanceModeRuntimeInfo[]@8.0.3.0 stateEncryption?:HostRuntimeInfoStateEncryptionInfo@7.0.3.0
HostRuntimeInfoNetStackInstanceRuntimeInfo @5.5: netStackInstanceKey:string@5.5 state?:string@5.5 vmknicKeys?:string[]@5.5 maxNumberOfConnections?:int@5.5 currentIpV6Enabled?:boolean@5.5
HostNetworkResourceRuntime @6.0: pnicResourceInfo:HostPnicNetworkResourceInfo[]@6.0
HostRuntimeInfoNetworkRuntimeInfo @5.5: netStackInstanceRuntimeInfo?:HostRuntimeInfoNetStackInstanceRuntimeInfo[]@5.5 networkResourceRuntime?:HostNetworkResourceRuntime@6.0
HostPlacedVirtualNicIdentifier @6.0: vm:*VirtualMachine@6.0 vnicKey:string@6.0 reservation?:int@6.0
HostPnicNetworkResourceInfo @6.0: pnicDevice:string@6.0 availableBandwidthForVMTraffic?:long@6.0 unusedBandwidthForVMTraffic?:long@6.0 placedVirtualNics?:HostPlacedVirtualNicIdentifier[]@6.0
HostRuntimeInfoStateEncryptionInfo @7.0.3.0: protectionMode:string@7.0.3.0 requireSecureBoot?:boolean@7.0.3.0 requireExecInstalledOnly?:boolean@7.0.3.0
HostScsiDisk < ScsiLun: capacity:HostDiskDimensionsLba devicePath:string ssd?:boolean@5.0 localDisk?:boolean@6.0 physicalLocation?:string[]@6.0 emulatedDIXDIFEnabled?:boolean@6.0 vsanDiskInfo?:VsanHostVsanDiskInfo@6.0 scsiDiskType?:string@6.5 usedByMemoryTiering?:boolean@8.0.3.0
HostScsiDiskPartition: diskName:string partition:int
ScsiLun < HostDevice: key?:string uuid:string descriptor?:ScsiLunDescriptor[]@4.0 canonicalName?:string displayName?:string@4.0 lunType:string vendor?:string model?:string revision?:string scsiLevel?:int serialNumber?:string durableName?:ScsiLunDurableName alternateName?:ScsiLunDurableName[] standardInquiry?:byte[] queueDepth?:int operationalState:string[] capabilities?:ScsiLunCapabilities@4.0 vStorageSupport?:string@4.1 protocolEndpoint?:boolean@6.0 perenniallyReserved?:boolean@6.7.2 clusteredVmdkSupported?:boolean@7.0.0.0 applicationProtocol?:string@8.0.1.0 dispersedNs?:boolean@8.0.1.0 deviceReservation?:string@8.0.3.0
ScsiLunCapabilities @4.0: updateDisplayNameSupported:boolean@4.0
ScsiLunDescriptor @4.0: quality:string@4.0 id:string@4.0
ScsiLunDurableName: namespace:string namespaceId:byte data?:byte[]
HostScsiTopology: adapter?:HostScsiTopologyInterface[]
HostScsiTopologyInterface: key:string adapter:string target?:HostScsiTopologyTarget[]
HostScsiTopologyLun: key:string lun:int scsiLun:string
HostScsiTopologyTarget: key:string target:int lun?:HostScsiTopologyLun[] transport?:HostTargetTransport
HostSecuritySpec @4.0: adminPassword?:string@4.0 removePermission?:Permission[]@4.1 addPermission?:Permission[]@4.1
HostSerialAttachedHba < HostHostBusAdapter @6.5: nodeWorldWideName:string@6.5
HostSerialAttachedTargetTransport < HostTargetTransport @6.5:
HostService: key:string label:string required:boolean uninstallable:boolean running:boolean ruleset?:string[] policy:string sourcePackage?:HostServiceSourcePackage@5.0
HostServiceSourcePackage @5.0: sourcePackageName:string@5.0 description:string@5.0
HostServiceConfig @4.0: serviceId:string@4.0 startupPolicy:string@4.0
HostServiceInfo: service?:HostService[]
HostSevInfo @7.0.1.0: sevState:string@7.0.1.0 maxSevEsGuests:long@7.0.1.0
HostSgxInfo @7.0.0.0: sgxState:string@7.0.0.0 totalEpcMemory:long@7.0.0.0 flcMode:string@7.0.0.0 lePubKeyHash?:string@7.0.0.0 registrationInfo?:HostSgxRegistrationInfo@8.0.0.1
HostSgxRegistrationInfo @8.0.0.1: status?:string@8.0.0.1 biosError?:int@8.0.0.1 registrationUrl?:string@8.0.0.1 type?:string@8.0.0.1 ppid?:string@8.0.0.1 lastRegisteredTime?:dateTime@8.0.0.1
HostSharedGpuCapabilities @6.7: vgpu:string@6.7 diskSnapshotSupported:boolean@6.7 memorySnapshotSupported:boolean@6.7 suspendSupported:boolean@6.7 migrateSupported:boolean@6.7
HostSnmpSystemAgentLimits: maxReadOnlyCommunities:int maxTrapDestinations:int maxCommunityLength:int maxBufferSize:int capability:HostSnmpAgentCapability@4.0
HostSnmpConfigSpec: enabled?:boolean port?:int readOnlyCommunities?:string[] trapTargets?:HostSnmpDestination[] option?:KeyValue[]@5.0
HostSnmpDestination: hostName:string port:int community:string
SoftwarePackage @6.5: name:string@6.5 version:string@6.5 type:string@6.5 vendor:string@6.5 acceptanceLevel:string@6.5 summary:string@6.5 description:string@6.5 referenceURL?:string[]@6.5 creationDate?:dateTime@6.5 depends?:Relation[]@6.5 conflicts?:Relation[]@6.5 replaces?:Relation[]@6.5 provides?:string[]@6.5 maintenanceModeRequired?:boolean@6.5 hardwarePlatformsRequired?:string[]@6.5 capability:SoftwarePackageCapability@6.5 tag?:string[]@6.5 payload?:string[]@6.5
SoftwarePackageCapability @6.5: liveInstallAllowed?:boolean@6.5 liveRemoveAllowed?:boolean@6.5 statelessReady?:boolean@6.5 overlay?:boolean@6.5
Relation @6.5: constraint?:string@6.5 name:string@6.5 version?:string@6.5
HostSriovConfig < HostPciPassthruConfig @5.5: sriovEnabled:boolean@5.5 numVirtualFunction:int@5.5
HostSriovDevicePoolInfo @6.5: key:string@6.5
HostSriovInfo < HostPciPassthruInfo @5.5: sriovEnabled:boolean@5.5 sriovCapable:boolean@5.5 sriovActive:boolean@5.5 numVirtualFunctionRequested:int@5.5 numVirtualFunction:int@5.5 maxVirtualFunctionSupported:int@5.5
HostSriovNetworkDevicePoolInfo < HostSriovDevicePoolInfo @6.5: switchKey?:string@6.5 switchUuid?:string@6.5 pnic?:PhysicalNic[]@6.5
HostSslThumbprintInfo @4.0: principal:string@4.0 ownerTag:string@5.0 sslThumbprints?:string[]@4.0
HostStorageArrayTypePolicyOption @4.0: policy:ElementDescription@4.0
HostStorageDeviceInfo: hostBusAdapter?:HostHostBusAdapter[] scsiLun?:ScsiLun[] scsiTopology?:HostScsiTopology nvmeTopology?:HostNvmeTopology@7.0.0.0 multipathInfo?:HostMultipathInfo plugStoreTopology?:HostPlugStoreTopology@4.0 softwareInternetScsiEnabled:boolean
HostStorageSystemDiskLocatorLedResult @6.0: key:string@6.0 fault:LocalizedMethodFault@6.0
HostStorageSystemScsiLunResult @6.0: key:string@6.0 fault?:LocalizedMethodFault@6.0
HostStorageSystemVmfsVolumeResult @6.0: key:string@6.0 fault?:LocalizedMethodFault@6.0
HostListSummary: host?:*HostSystem hardware?:HostHardwareSummary runtime?:HostRuntimeInfo config:HostConfigSummary quickStats:HostListSummaryQuickStats overallStatus:ManagedEntityStatus rebootRequired:boolean customValue?:CustomFieldValue[] managementServerIp?:string maxEVCModeKey?:string@4.0 currentEVCModeKey?:string@4.0 currentEVCGraphicsModeKey?:string@7.0.1.0 gateway?:HostListSummaryGatewaySummary@6.0 tpmAttestation?:HostTpmAttestationInfo@6.7 trustAuthorityAttestationInfos?:HostTrustAuthorityAttestationInfo[]@7.0.1.0
HostConfigSummary: name:string port:int sslThumbprint?:string@4.0 product?:AboutInfo vmotionEnabled:boolean faultToleranceEnabled:boolean@4.0 featureVersion?:HostFeatureVersionInfo[]@4.1 agentVmDatastore?:*Datastore@5.0 agentVmNetwork?:*Network@5.0
HostListSummaryGatewaySummary @6.0: gatewayType:string@6.0 gatewayId:string@6.0
HostHardwareSummary: vendor:string model:string uuid:string otherIdentifyingInfo?:HostSystemIdentificationInfo[] memorySize:long cpuModel:string cpuMhz:int numCpuPkgs:short numCpuCores:short numCpuThreads:short numNics:int numHBAs:int
HostListSummaryQuickStats: overallCpuUsage?:int overallMemoryUsage?:int distributedCpuFairness?:int distributedMemoryFairness?:int availablePMemCapacity?:int@6.7 uptime?:int@4.1
SystemEventInfo @6.5: recordId:long@6.5 when:string@6.5 selType:long@6.5 message:string@6.5 sensorNumber:long@6.5
HostSystemHealthInfo: numericSensorInfo?:HostNumericSensorInfo[]
HostSystemIdentificationInfo: identifierValue:string identifierType:ElementDescription
HostSystemInfo: vendor:string model:string uuid:string otherIdentifyingInfo?:HostSystemIdentificationInfo[] serialNumber?:string@6.7 qualifiedName?:HostQualifiedName[]@7.0.3.0 vvolHostNQN?:HostQualifiedName@8.0.0.0 vvolHostId?:string@8.0.0.0 bootCommandLine?:string@8.0.3.0
HostSystemResourceInfo: key:string config?:ResourceConfigSpec child?:HostSystemResourceInfo[]
HostSystemSwapConfiguration @5.1: option?:HostSystemSwapConfigurationSystemSwapOption[]@5.1
HostSystemSwapConfigurationDatastoreOption < HostSystemSwapConfigurationSystemSwapOption @5.1: datastore:string@5.1
HostSystemSwapConfigurationDisabledOption < HostSystemSwapConfigurationSystemSwapOption @5.1:
HostSystemSwapConfigurationHostCacheOption < HostSystemSwapConfigurationSystemSwapOption @5.1:
HostSystemSwapConfigurationHostLocalSwapOption < HostSystemSwapConfigurationSystemSwapOption @5.1:
HostSystemSwapConfigurationSystemSwapOption @5.1: key:int@5.1
HostTargetTransport:
HostTcpHba < HostHostBusAdapter @7.0.3.0: associatedPnic?:string@7.0.3.0
HostTcpHbaCreateSpec < HostHbaCreateSpec @7.0.3.0: pnic:string@7.0.3.0
HostTcpTargetTransport < HostTargetTransport @7.0.3.0:
HostTpmAttestationInfo @6.7: time:dateTime@6.7 status:HostTpmAttestationInfoAcceptanceStatus@6.7 message?:LocalizableMessage@6.7
HostTpmAttestationReport @5.1: tpmPcrValues:HostTpmDigestInfo[]@5.1 tpmEvents:HostTpmEventLogEntry[]@5.1 tpmLogReliable:boolean@5.1
HostTpmBootCompleteEventDetails < HostTpmEventDetails @8.0.1.0:
HostTpmBootSecurityOptionEventDetails < HostTpmEventDetails @5.1: bootSecurityOption:string@5.1
HostTpmCommandEventDetails < HostTpmEventDetails @5.1: commandLine:string@5.1
HostTpmDigestInfo < HostDigestInfo @4.0: pcrNumber:int@4.0
HostTpmEventDetails @5.1: dataHash:byte[]@5.1 dataHashMethod?:string@6.7
HostTpmEventLogEntry @5.1: pcrIndex:int@5.1 eventDetails:HostTpmEventDetails@5.1
HostTpmNvTagEventDetails < HostTpmBootSecurityOptionEventDetails @7.0.2.0:
HostTpmOptionEventDetails < HostTpmEventDetails @5.1: optionsFileName:string@5.1 bootOptions?:byte[]@5.1
HostTpmSignerEventDetails < HostTpmBootSecurityOptionEventDetails @8.0.0.1:
HostTpmSoftwareComponentEventDetails < HostTpmEventDetails @5.1: componentName:string@5.1 vibName:string@5.1 vibVersion:string@5.1 vibVendor:string@5.1
HostTpmVersionEventDetails < HostTpmEventDetails @8.0.0.1: version:base64Binary@8.0.0.1
HostTrustAuthorityAttestationInfo @7.0.1.0: attestationStatus:string@7.0.1.0 serviceId?:string@7.0.1.0 attestedAt?:dateTime@7.0.1.0 attestedUntil?:dateTime@7.0.1.0 messages?:LocalizableMessage[]@7.0.1.0
HostUnresolvedVmfsExtent @4.0: device:HostScsiDiskPartition@4.0 devicePath:string@4.0 vmfsUuid:string@4.0 isHeadExtent:boolean@4.0 ordinal:int@4.0 startBlock:int@4.0 endBlock:int@4.0 reason:string@4.0
HostUnresolvedVmfsResignatureSpec @4.0: extentDevicePath:string[]@4.0
HostUnresolvedVmfsResolutionResult @4.0: spec:HostUnresolvedVmfsResolutionSpec@4.0 vmfs?:HostVmfsVolume@4.0 fault?:LocalizedMethodFault@4.0
HostUnresolvedVmfsResolutionSpec @4.0: extentDevicePath:string[]@4.0 uuidResolution:string@4.0
HostUnresolvedVmfsVolume @4.0: extent:HostUnresolvedVmfsExtent[]@4.0 vmfsLabel:string@4.0 vmfsUuid:string@4.0 totalBlocks:int@4.0 resolveStatus:HostUnresolvedVmfsVolumeResolveStatus@4.0
HostUnresolvedVmfsVolumeResolveStatus @4.0: resolvable:boolean@4.0 incompleteExtents?:boolean@4.0 multipleCopies?:boolean@4.0
HostVFlashManagerVFlashCacheConfigInfo @5.5: vFlashModuleConfigOption?:HostVFlashManagerVFlashCacheConfigInfoVFlashModuleConfigOption[]@5.5 defaultVFlashModule?:string@5.5 swapCacheReservationInGB?:long@5.5
HostVFlashManagerVFlashCacheConfigInfoVFlashModuleConfigOption @5.5: vFlashModule:string@5.5 vFlashModuleVersion:string@5.5 minSupportedModuleVersion:string@5.5 cacheConsistencyType:ChoiceOption@5.5 cacheMode:ChoiceOption@5.5 blockSizeInKBOption:LongOption@5.5 reservationInMBOption:LongOption@5.5 maxDiskSizeInKB:long@5.5
HostVFlashManagerVFlashCacheConfigSpec @5.5: defaultVFlashModule:string@5.5 swapCacheReservationInGB:long@5.5
HostVFlashManagerVFlashConfigInfo @5.5: vFlashResourceConfigInfo?:HostVFlashManagerVFlashResourceConfigInfo@5.5 vFlashCacheConfigInfo?:HostVFlashManagerVFlashCacheConfigInfo@5.5
HostVFlashManagerVFlashResourceConfigInfo @5.5: vffs?:HostVffsVolume@5.5 capacity:long@5.5
HostVFlashManagerVFlashResourceConfigSpec @5.5: vffsUuid:string@5.5
HostVFlashManagerVFlashResourceRunTimeInfo @5.5: usage:long@5.5 capacity:long@5.5 accessible:boolean@5.5 capacityForVmCache:long@5.5 freeForVmCache:long@5.5
HostVFlashResourceConfigurationResult @5.5: devicePath?:string[]@5.5 vffs?:HostVffsVolume@5.5 diskConfigurationResult?:HostDiskConfigurationResult[]@5.5
HostVMotionConfig: vmotionNicKey?:string enabled:boolean
HostVMotionInfo: netConfig?:HostVMotionNetConfig ipConfig?:HostIpConfig
HostVMotionManagerDstInstantCloneResult @7.0.0.0: dstVmId?:int@7.0.0.0 startTime?:long@7.0.0.0 cptLoadTime?:long@7.0.0.0 cptLoadDoneTime?:long@7.0.0.0 replicateMemDoneTime?:long@7.0.0.0 endTime?:long@7.0.0.0 cptXferTime?:long@7.0.0.0 cptCacheUsed?:long@7.0.0.0 devCptStreamSize?:long@7.0.0.0 devCptStreamTime?:long@7.0.0.0
HostVMotionManagerSrcInstantCloneResult @7.0.0.0: startTime?:long@7.0.0.0 quiesceTime?:long@7.0.0.0 quiesceDoneTime?:long@7.0.0.0 resumeDoneTime?:long@7.0.0.0 endTime?:long@7.0.0.0
HostVMotionNetConfig: candidateVnic?:HostVirtualNic[] selectedVnic?:string
HostVfatVolume < HostFileSystemVolume @5.0:
HostVffsVolume < HostFileSystemVolume @5.5: majorVersion:int@5.5 version:string@5.5 uuid:string@5.5 extent:HostScsiDiskPartition[]@5.5
HostVffsSpec @5.5: devicePath:string@5.5 partition?:HostDiskPartitionSpec@5.5 majorVersion:int@5.5 volumeName:string@5.5
HostVirtualNic: device:string key:string portgroup:string spec:HostVirtualNicSpec port?:string
HostVirtualNicConfig: changeOperation?:string device?:string portgroup:string spec?:HostVirtualNicSpec
HostVirtualNicIpRouteSpec @6.5: ipRouteConfig?:HostIpRouteConfig@6.5
HostVirtualNicOpaqueNetworkSpec @6.0: opaqueNetworkId:string@6.0 opaqueNetworkType:string@6.0
HostVirtualNicSpec: ip?:HostIpConfig mac?:string distributedVirtualPort?:DistributedVirtualSwitchPortConnection@4.0 portgroup?:string@4.0 mtu?:int@4.0 tsoEnabled?:boolean@4.0 netStackInstanceKey?:string@5.5 opaqueNetwork?:HostVirtualNicOpaqueNetworkSpec@6.0 externalId?:string@6.0 pinnedPnic?:string@6.0 ipRouteSpec?:HostVirtualNicIpRouteSpec@6.5 systemOwned?:boolean@7.0.0.0 dpuId?:string@8.0.0.1
HostVirtualNicConnection @4.0: portgroup?:string@4.0 dvPort?:DistributedVirtualSwitchPortConnection@4.0 opNetwork?:HostVirtualNicOpaqueNetworkSpec@6.7
VirtualNicManagerNetConfig @4.0: nicType:string@4.0 multiSelectAllowed:boolean@4.0 candidateVnic?:HostVirtualNic[]@4.0 selectedVnic?:string[]@4.0
HostVirtualNicManagerNicTypeSelection @4.0: vnic:HostVirtualNicConnection@4.0 nicType?:string[]@4.0
HostVirtualNicManagerInfo @4.0: netConfig?:VirtualNicManagerNetConfig[]@4.0
HostVirtualSwitch: name:string key:string numPorts:int numPortsAvailable:int mtu?:int portgroup?:string[] pnic?:string[] spec:HostVirtualSwitchSpec
HostVirtualSwitchAutoBridge < HostVirtualSwitchBridge: excludedNicDevice?:string[]
HostVirtualSwitchBeaconConfig: interval:int
HostVirtualSwitchBondBridge < HostVirtualSwitchBridge: nicDevice:string[] beacon?:HostVirtualSwitchBeaconConfig linkDiscoveryProtocolConfig?:LinkDiscoveryProtocolConfig@4.0
HostVirtualSwitchBridge:
HostVirtualSwitchConfig: changeOperation?:string name:string spec?:HostVirtualSwitchSpec
HostVirtualSwitchSimpleBridge < HostVirtualSwitchBridge: nicDevice:string
HostVirtualSwitchSpec: numPorts:int bridge?:HostVirtualSwitchBridge policy?:HostNetworkPolicy mtu?:int
HostVmciAccessManagerAccessSpec @5.0: vm:*VirtualMachine@5.0 services?:string[]@5.0 mode:string@5.0
VmfsDatastoreCreateSpec < VmfsDatastoreSpec: partition:HostDiskPartitionSpec vmfs:HostVmfsSpec extent?:HostScsiDiskPartition[]
VmfsDatastoreExpandSpec < VmfsDatastoreSpec @4.0: partition:HostDiskPartitionSpec@4.0 extent:HostScsiDiskPartition@4.0
VmfsDatastoreExtendSpec < VmfsDatastoreSpec: partition:HostDiskPartitionSpec extent:HostScsiDiskPartition[]
VmfsDatastoreInfo < DatastoreInfo: maxPhysicalRDMFileSize:long@5.1 maxVirtualRDMFileSize:long@5.1 vmfs?:HostVmfsVolume
VmfsDatastoreOption: info:VmfsDatastoreBaseOption spec:VmfsDatastoreSpec
VmfsDatastoreAllExtentOption < VmfsDatastoreSingleExtentOption:
VmfsDatastoreBaseOption: layout:HostDiskPartitionLayout partitionFormatChange?:boolean@5.0
VmfsDatastoreMultipleExtentOption < VmfsDatastoreBaseOption: vmfsExtent:HostDiskPartitionBlockRange[]
VmfsDatastoreSingleExtentOption < VmfsDatastoreBaseOption: vmfsExtent:HostDiskPartitionBlockRange
VmfsDatastoreSpec: diskUuid:string
HostVmfsRescanResult @4.0: host:*HostSystem@4.0 fault?:LocalizedMethodFault@4.0
HostVmfsVolume < HostFileSystemVolume: blockSizeMb:int blockSize?:int@6.5 unmapGranularity?:int@6.5 unmapPriority?:string@6.5 unmapBandwidthSpec?:VmfsUnmapBandwidthSpec@6.7 maxBlocks:int majorVersion:int version:string uuid:string extent:HostScsiDiskPartition[] vmfsUpgradable:boolean forceMountedInfo?:HostForceMountedInfo@4.0 ssd?:boolean@5.0 local?:boolean@5.5 scsiDiskType?:string@6.5
VmfsConfigOption @6.5: blockSizeOption:int@6.5 unmapGranularityOption?:int[]@6.5 unmapBandwidthFixedValue?:LongOption@6.7 unmapBandwidthDynamicMin?:LongOption@6.7 unmapBandwidthDynamicMax?:LongOption@6.7 unmapBandwidthIncrement?:long@6.7 unmapBandwidthUltraLow?:long@8.0.0.1
HostVmfsSpec: extent:HostScsiDiskPartition blockSizeMb?:int majorVersion:int volumeName:string blockSize?:int@6.5 unmapGranularity?:int@6.5 unmapPriority?:string@6.5 unmapBandwidthSpec?:VmfsUnmapBandwidthSpec@6.7
VmfsUnmapBandwidthSpec @6.7: policy:string@6.7 fixedValue:long@6.7 dynamicMin:long@6.7 dynamicMax:long@6.7
VvolDatastoreInfo < DatastoreInfo @6.0: vvolDS?:HostVvolVolume@6.0
HostVvolNQN @8.0.2.0: targetNQN:string@8.0.2.0 storageArray:string@8.0.2.0 online:boolean@8.0.2.0
HostVvolVolume < HostFileSystemVolume @6.0: scId:string@6.0 hostPE?:VVolHostPE[]@6.0 hostVvolNQN?:HostVvolVolumeHostVvolNQN[]@8.0.2.0 vasaProviderInfo?:VimVasaProviderInfo[]@6.0 storageArray?:VASAStorageArray[]@6.0 protocolEndpointType?:string@8.0.0.0 vvolNQNFieldsAvailable?:boolean@8.0.2.0 stretched?:boolean@8.0.3.0
VVolHostPE @6.0: key:*HostSystem@6.0 protocolEndpoint:HostProtocolEndpoint[]@6.0
HostVvolVolumeHostVvolNQN @8.0.2.0: host?:*HostSystem@8.0.2.0 vvolNQN?:HostVvolNQN[]@8.0.2.0
HostVvolVolumeSpecification @6.0: maxSizeInMB:long@6.0 volumeName:string@6.0 vasaProviderInfo?:VimVasaProviderInfo[]@6.0 storageArray?:VASAStorageArray[]@6.0 uuid:string@6.0 stretched?:boolean@8.0.3.0
NetDhcpConfigInfo @4.1: ipv6?:NetDhcpConfigInfoDhcpOptions@4.1 ipv4?:NetDhcpConfigInfoDhcpOptions@4.1
NetDhcpConfigInfoDhcpOptions @4.1: enable:boolean@4.1 config?:KeyValue[]@4.1
NetDhcpConfigSpec @4.1: ipv6?:NetDhcpConfigSpecDhcpOptionsSpec@4.1 ipv4?:NetDhcpConfigSpecDhcpOptionsSpec@4.1
NetDhcpConfigSpecDhcpOptionsSpec @4.1: enable?:boolean@4.1 config:KeyValue[]@4.1 operation:string@4.1
NetDnsConfigInfo @4.1: dhcp:boolean@4.1 hostName:string@4.1 domainName:string@4.1 ipAddress?:string[]@4.1 searchDomain?:string[]@4.1
NetDnsConfigSpec @4.1: dhcp?:boolean@4.1 hostName?:string@4.1 domainName?:string@4.1 ipAddress?:string[]@4.1 searchDomain?:string[]@4.1
NetIpConfigInfo @4.1: ipAddress?:NetIpConfigInfoIpAddress[]@4.1 dhcp?:NetDhcpConfigInfo@4.1 autoConfigurationEnabled?:boolean@4.1
NetIpConfigInfoIpAddress @4.1: ipAddress:string@4.1 prefixLength:int@4.1 origin?:string@4.1 state?:string@4.1 lifetime?:dateTime@4.1
NetIpConfigSpec @4.1: ipAddress?:NetIpConfigSpecIpAddressSpec[]@4.1 dhcp?:NetDhcpConfigSpec@4.1 autoConfigurationEnabled?:boolean@4.1
NetIpConfigSpecIpAddressSpec @4.1: ipAddress:string@4.1 prefixLength:int@4.1 operation:string@4.1
NetIpRouteConfigInfo @4.1: ipRoute?:NetIpRouteConfigInfoIpRoute[]@4.1
NetIpRouteConfigInfoGateway @4.1: ipAddress?:string@4.1 device?:string@4.1
NetIpRouteConfigInfoIpRoute @4.1: network:string@4.1 prefixLength:int@4.1 gateway:NetIpRouteConfigInfoGateway@4.1
NetIpRouteConfigSpec @4.1: ipRoute?:NetIpRouteConfigSpecIpRouteSpec[]@4.1
NetIpRouteConfigSpecGatewaySpec @4.1: ipAddress?:string@4.1 device?:string@4.1
NetIpRouteConfigSpecIpRouteSpec @4.1: network:string@4.1 prefixLength:int@4.1 gateway:NetIpRouteConfigSpecGatewaySpec@4.1 operation:string@4.1
NetIpStackInfo @4.1: neighbor?:NetIpStackInfoNetToMedia[]@4.1 defaultRouter?:NetIpStackInfoDefaultRouter[]@4.1
NetIpStackInfoDefaultRouter @4.1: ipAddress:string@4.1 device:string@4.1 lifetime:dateTime@4.1 preference:string@4.1
NetIpStackInfoNetToMedia @4.1: ipAddress:string@4.1 physicalAddress:string@4.1 device:string@4.1 type:string@4.1
NetBIOSConfigInfo @4.1: mode:string@4.1
WinNetBIOSConfigInfo < NetBIOSConfigInfo @4.1: primaryWINS:string@4.1 secondaryWINS?:string@4.1
ArrayUpdateSpec: operation:ArrayUpdateOperation removeKey?:anyType
BoolOption < OptionType: supported:boolean defaultValue:boolean
ChoiceOption < OptionType: choiceInfo:ElementDescription[] defaultIndex?:int
FloatOption < OptionType: min:float max:float defaultValue:float
IntOption < OptionType: min:int max:int defaultValue:int
LongOption < OptionType: min:long max:long defaultValue:long
OptionDef < ElementDescription: optionType:OptionType
OptionType: valueIsReadonly?:boolean
OptionValue: key:string value?:anyType
StringOption < OptionType: defaultValue:string validCharacters?:string
AfterStartupTaskScheduler < TaskScheduler: minute:int
DailyTaskScheduler < HourlyTaskScheduler: hour:int
HourlyTaskScheduler < RecurrentTaskScheduler: minute:int
MonthlyByDayTaskScheduler < MonthlyTaskScheduler: day:int
MonthlyByWeekdayTaskScheduler < MonthlyTaskScheduler: offset:WeekOfMonth weekday:DayOfWeek
MonthlyTaskScheduler < DailyTaskScheduler:
OnceTaskScheduler < TaskScheduler: runAt?:dateTime
RecurrentTaskScheduler < TaskScheduler: interval:int
ScheduledTaskDescription: action:TypeDescription[] schedulerInfo:ScheduledTaskDetail[] state:ElementDescription[] dayOfWeek:ElementDescription[] weekOfMonth:ElementDescription[]
ScheduledTaskDetail < TypeDescription: frequency:string
ScheduledTaskInfo < ScheduledTaskSpec: scheduledTask:*ScheduledTask entity:*ManagedEntity lastModifiedTime:dateTime lastModifiedUser:string nextRunTime?:dateTime prevRunTime?:dateTime state:TaskInfoState error?:LocalizedMethodFault result?:anyType progress?:int activeTask?:*Task taskObject:*ManagedObject@4.0
ScheduledTaskSpec: name:string description:string enabled:boolean scheduler:TaskScheduler action:Action notification?:string
TaskScheduler: activeTime?:dateTime expireTime?:dateTime
WeeklyTaskScheduler < DailyTaskScheduler: sunday:boolean monday:boolean tuesday:boolean wednesday:boolean thursday:boolean friday:boolean saturday:boolean
VAppCloneSpec @4.0: location:*Datastore@4.0 host?:*HostSystem@4.0 resourceSpec?:ResourceConfigSpec@4.0 vmFolder?:*Folder@4.0 networkMapping?:VAppCloneSpecNetworkMappingPair[]@4.0 property?:KeyValue[]@4.0 resourceMapping?:VAppCloneSpecResourceMap[]@4.1 provisioning?:string@4.1
VAppCloneSpecNetworkMappingPair @4.0: source:*Network@4.0 destination:*Network@4.0
VAppCloneSpecResourceMap @4.1: source:*ManagedEntity@4.1 parent?:*ResourcePool@4.1 resourceSpec?:ResourceConfigSpec@4.1 location?:*Datastore@4.1
VAppEntityConfigInfo @4.0: key?:*ManagedEntity@4.0 tag?:string@4.0 startOrder?:int@4.0 startDelay?:int@4.0 waitingForGuest?:boolean@4.0 startAction?:string@4.0 stopDelay?:int@4.0 stopAction?:string@4.0 destroyWithParent?:boolean@4.1
VAppIPAssignmentInfo @4.0: supportedAllocationScheme?:string[]@4.0 ipAllocationPolicy?:string@4.0 supportedIpProtocol?:string[]@4.0 ipProtocol?:string@4.0
IpPool @4.0: id?:int@4.0 name?:string@4.0 ipv4Config?:IpPoolIpPoolConfigInfo@4.0 ipv6Config?:IpPoolIpPoolConfigInfo@4.0 dnsDomain?:string@4.0 dnsSearchPath?:string@4.0 hostPrefix?:string@4.0 httpProxy?:string@4.0 networkAssociation?:IpPoolAssociation[]@4.0 availableIpv4Addresses?:int@5.1 availableIpv6Addresses?:int@5.1 allocatedIpv4Addresses?:int@5.1 allocatedIpv6Addresses?:int@5.1
IpPoolAssociation @4.0: network?:*Network@4.0 networkName:string@4.0
IpPoolIpPoolConfigInfo @4.0: subnetAddress?:string@4.0 netmask?:string@4.0 gateway?:string@4.0 range?:string@4.0 dns?:string[]@4.0 dhcpServerAvailable?:boolean@4.0 ipPoolEnabled?:boolean@4.0
VAppOvfSectionInfo @4.0: key?:int@4.0 namespace?:string@4.0 type?:string@4.0 atEnvelopeLevel?:boolean@4.0 contents?:string@4.0
VAppOvfSectionSpec < ArrayUpdateSpec @4.0: info?:VAppOvfSectionInfo@4.0
VAppProductInfo @4.0: key:int@4.0 classId?:string@4.0 instanceId?:string@4.0 name?:string@4.0 vendor?:string@4.0 version?:string@4.0 fullVersion?:string@4.0 vendorUrl?:string@4.0 productUrl?:string@4.0 appUrl?:string@4.0
VAppProductSpec < ArrayUpdateSpec @4.0: info?:VAppProductInfo@4.0
VAppPropertyInfo @4.0: key:int@4.0 classId?:string@4.0 instanceId?:string@4.0 id?:string@4.0 category?:string@4.0 label?:string@4.0 type?:string@4.0 typeReference?:string@5.1 userConfigurable?:boolean@4.0 defaultValue?:string@4.0 value?:string@4.0 description?:string@4.0
VAppPropertySpec < ArrayUpdateSpec @4.0: info?:VAppPropertyInfo@4.0
VAppConfigInfo < VmConfigInfo @4.0: entityConfig?:VAppEntityConfigInfo[]@4.0 annotation:string@4.0 instanceUuid?:string@4.1 managedBy?:ManagedByInfo@5.0
VAppConfigSpec < VmConfigSpec @4.0: entityConfig?:VAppEntityConfigInfo[]@4.0 annotation?:string@4.0 instanceUuid?:string@4.1 managedBy?:ManagedByInfo@5.0
VirtualAppImportSpec < ImportSpec @4.0: name:string@4.0 vAppConfigSpec:VAppConfigSpec@4.0 resourcePoolSpec:ResourceConfigSpec@4.0 child?:ImportSpec[]@4.0
VmConfigInfo @4.0: product?:VAppProductInfo[]@4.0 property?:VAppPropertyInfo[]@4.0 ipAssignment:VAppIPAssignmentInfo@4.0 eula?:string[]@4.0 ovfSection?:VAppOvfSectionInfo[]@4.0 ovfEnvironmentTransport?:string[]@4.0 installBootRequired:boolean@4.0 installBootStopDelay:int@4.0
VmConfigSpec @4.0: product?:VAppProductSpec[]@4.0 property?:VAppPropertySpec[]@4.0 ipAssignment?:VAppIPAssignmentInfo@4.0 eula?:string[]@4.0 ovfSection?:VAppOvfSectionSpec[]@4.0 ovfEnvironmentTransport?:string[]@4.0 installBootRequired?:boolean@4.0 installBootStopDelay?:int@4.0
VirtualMachineAffinityInfo: affinitySet?:int[]
VirtualMachineBaseIndependentFilterSpec @7.0.2.1:
VirtualMachineBootOptions: bootDelay?:long enterBIOSSetup?:boolean efiSecureBootEnabled?:boolean@6.5 bootRetryEnabled?:boolean@4.1 bootRetryDelay?:long@4.1 bootOrder?:VirtualMachineBootOptionsBootableDevice[]@5.0 networkBootProtocol?:string@6.0
VirtualMachineBootOptionsBootableCdromDevice < VirtualMachineBootOptionsBootableDevice @5.0:
VirtualMachineBootOptionsBootableDevice @5.0:
VirtualMachineBootOptionsBootableDiskDevice < VirtualMachineBootOptionsBootableDevice @5.0: deviceKey:int@5.0
VirtualMachineBootOptionsBootableEthernetDevice < VirtualMachineBootOptionsBootableDevice @5.0: deviceKey:int@5.0
VirtualMachineBootOptionsBootableFloppyDevice < VirtualMachineBootOptionsBootableDevice @5.0:
VirtualMachineCapability: snapshotOperationsSupported:boolean multipleSnapshotsSupported:boolean snapshotConfigSupported:boolean poweredOffSnapshotsSupported:boolean memorySnapshotsSupported:boolean revertToSnapshotSupported:boolean quiescedSnapshotsSupported:boolean disableSnapshotsSupported:boolean lockSnapshotsSupported:boolean consolePreferencesSupported:boolean cpuFeatureMaskSupported:boolean s1AcpiManagementSupported:boolean settingScreenResolutionSupported:boolean toolsAutoUpdateSupported:boolean vmNpivWwnSupported:boolean npivWwnOnNonRdmVmSupported:boolean vmNpivWwnDisableSupported:boolean@4.0 vmNpivWwnUpdateSupported:boolean@4.0 swapPlacementSupported:boolean toolsSyncTimeSupported:boolean virtualMmuUsageSupported:boolean diskSharesSupported:boolean bootOptionsSupported:boolean bootRetryOptionsSupported:boolean@4.1 settingVideoRamSizeSupported:boolean settingDisplayTopologySupported:boolean@2.5u2server recordReplaySupported:boolean@4.0 changeTrackingSupported:boolean@4.0 multipleCoresPerSocketSupported:boolean@5.0 hostBasedReplicationSupported:boolean@5.0 guestAutoLockSupported:boolean@5.0 memoryReservationLockSupported:boolean@5.0 featureRequirementSupported:boolean@5.1 poweredOnMonitorTypeChangeSupported:boolean@5.1 seSparseDiskSupported:boolean@5.1 nestedHVSupported:boolean@5.1 vPMCSupported:boolean@5.1 secureBootSupported?:boolean@6.5 perVmEvcSupported?:boolean@6.7 virtualMmuUsageIgnored?:boolean@6.7 virtualExecUsageIgnored?:boolean@6.7 diskOnlySnapshotOnSuspendedVMSupported?:boolean@6.7 suspendToMemorySupported?:boolean@7.0.2.0 toolsSyncTimeAllowSupported?:boolean@7.0.1.0 sevSupported?:boolean@7.0.1.0 pmemFailoverSupported?:boolean@7.0.2.0 requireSgxAttestationSupported?:boolean@8.0.0.1 changeModeDisksSupported?:boolean@8.0.0.1 vendorDeviceGroupSupported?:boolean@8.0.1.0
VirtualMachineCdromInfo < VirtualMachineTargetInfo: description?:string@6.5
VirtualMachineCertThumbprint @7.0.3.1: thumbprint:string@7.0.3.1 hashAlgorithm?:string@7.0.3.1
VirtualMachineCloneSpec: location:VirtualMachineRelocateSpec template:boolean config?:VirtualMachineConfigSpec customization?:CustomizationSpec powerOn:boolean snapshot?:*VirtualMachineSnapshot@4.0 memory?:boolean@5.5 tpmProvisionPolicy?:string@8.0.0.1
VirtualMachineConfigInfo: changeVersion:string modified:dateTime name:string guestFullName:string version:string uuid:string createDate?:dateTime@6.7 instanceUuid?:string@4.0 npivNodeWorldWideName?:long[] npivPortWorldWideName?:long[] npivWorldWideNameType?:string npivDesiredNodeWwns?:short@4.0 npivDesiredPortWwns?:short@4.0 npivTemporaryDisabled?:boolean@4.0 npivOnNonRdmDisks?:boolean@4.0 locationId?:string template:boolean guestId:string alternateGuestName:string annotation?:string files:VirtualMachineFileInfo tools?:ToolsConfigInfo flags:VirtualMachineFlagInfo consolePreferences?:VirtualMachineConsolePreferences defaultPowerOps:VirtualMachineDefaultPowerOpInfo rebootPowerOff?:boolean@8.0.0.1 hardware:VirtualHardware vcpuConfig?:VirtualMachineVcpuConfig[]@7.0.0.0 cpuAllocation?:ResourceAllocationInfo memoryAllocation?:ResourceAllocationInfo latencySensitivity?:LatencySensitivity@5.1 memoryHotAddEnabled?:boolean@2.5u2server cpuHotAddEnabled?:boolean@2.5u2server cpuHotRemoveEnabled?:boolean@2.5u2server hotPlugMemoryLimit?:long@2.5u2server hotPlugMemoryIncrementSize?:long@2.5u2server cpuAffinity?:VirtualMachineAffinityInfo memoryAffinity?:VirtualMachineAffinityInfo networkShaper?:VirtualMachineNetworkShaperInfo extraConfig?:OptionValue[] cpuFeatureMask?:HostCpuIdInfo[] datastoreUrl?:VirtualMachineConfigInfoDatastoreUrlPair[] swapPlacement?:string bootOptions?:VirtualMachineBootOptions ftInfo?:FaultToleranceConfigInfo@4.0 repConfig?:ReplicationConfigSpec@6.0 vAppConfig?:VmConfigInfo@4.0 vAssertsEnabled?:boolean@4.0 changeTrackingEnabled?:boolean@4.0 firmware?:string@5.0 maxMksConnections?:int@5.0 guestAutoLockEnabled?:boolean@5.0 managedBy?:ManagedByInfo@5.0 memoryReservationLockedToMax?:boolean@5.0 initialOverhead?:VirtualMachineConfigInfoOverheadInfo@5.0 nestedHVEnabled?:boolean@5.1 vPMCEnabled?:boolean@5.1 scheduledHardwareUpgradeInfo?:ScheduledHardwareUpgradeInfo@5.1 forkConfigInfo?:VirtualMachineForkConfigInfo@6.0 vFlashCacheReservation?:long@5.5 vmxConfigChecksum?:base64Binary@6.0 messageBusTunnelEnabled?:boolean@6.0 vmStorageObjectId?:string@6.0 swapStorageObjectId?:string@6.0 keyId?:CryptoKeyId@6.5 guestIntegrityInfo?:VirtualMachineGuestIntegrityInfo@6.5 migrateEncryption?:string@6.5 sgxInfo?:VirtualMachineSgxInfo@7.0.0.0 contentLibItemInfo?:VirtualMachineContentLibraryItemInfo@7.0.0.0 ftEncryptionMode?:string@7.0.2.0 guestMonitoringModeInfo?:VirtualMachineGuestMonitoringModeInfo@7.0.0.0 sevEnabled?:boolean@7.0.1.0 numaInfo?:VirtualMachineVirtualNumaInfo@8.0.0.1 pmemFailoverEnabled?:boolean@7.0.2.0 vmxStatsCollectionEnabled?:boolean@7.0.3.1 vmOpNotificationToAppEnabled?:boolean@7.0.3.0 vmOpNotificationTimeout?:long@8.0.0.1 deviceSwap?:VirtualMachineVirtualDeviceSwap@8.0.0.1 pmem?:VirtualMachineVirtualPMem@7.0.3.0 deviceGroups?:VirtualMachineVirtualDeviceGroups@8.0.0.1 fixedPassthruHotPlugEnabled?:boolean@8.0.1.0 metroFtEnabled?:boolean@8.0.3.0 metroFtHostGroup?:string@8.0.3.0
VirtualMachineConfigInfoDatastoreUrlPair: name:string url:string
VirtualMachineConfigInfoOverheadInfo @5.0: initialMemoryReservation?:long@5.0 initialSwapReservation?:long@5.0
VirtualMachineConfigOption: version:string description:string guestOSDescriptor:GuestOsDescriptor[] guestOSDefaultIndex:int hardwareOptions:VirtualHardwareOption capabilities:VirtualMachineCapability datastore:DatastoreOption defaultDevice?:VirtualDevice[] supportedMonitorType:string[] supportedOvfEnvironmentTransport?:string[]@4.0 supportedOvfInstallTransport?:string[]@4.0 propertyRelations?:VirtualMachinePropertyRelation[]@6.7
VirtualMachineConfigOptionDescriptor: key:string description?:string host?:*HostSystem[] createSupported:boolean@2.5u2server defaultConfigOption:boolean@2.5u2server runSupported:boolean@5.1 upgradeSupported:boolean@5.1
VirtualMachineConfigSpec: changeVersion?:string name?:string version?:string createDate?:dateTime@6.7 uuid?:string instanceUuid?:string@4.0 npivNodeWorldWideName?:long[] npivPortWorldWideName?:long[] npivWorldWideNameType?:string npivDesiredNodeWwns?:short@4.0 npivDesiredPortWwns?:short@4.0 npivTemporaryDisabled?:boolean@4.0 npivOnNonRdmDisks?:boolean@4.0 npivWorldWideNameOp?:string locationId?:string guestId?:string alternateGuestName?:string annotation?:string files?:VirtualMachineFileInfo tools?:ToolsConfigInfo flags?:VirtualMachineFlagInfo consolePreferences?:VirtualMachineConsolePreferences powerOpInfo?:VirtualMachineDefaultPowerOpInfo rebootPowerOff?:boolean@8.0.0.1 numCPUs?:int vcpuConfig?:VirtualMachineVcpuConfig[]@7.0.0.0 numCoresPerSocket?:int@5.0 memoryMB?:long memoryHotAddEnabled?:boolean@2.5u2server cpuHotAddEnabled?:boolean@2.5u2server cpuHotRemoveEnabled?:boolean@2.5u2server virtualICH7MPresent?:boolean@5.0 virtualSMCPresent?:boolean@5.0 deviceChange?:VirtualDeviceConfigSpec[] cpuAllocation?:ResourceAllocationInfo memoryAllocation?:ResourceAllocationInfo latencySensitivity?:LatencySensitivity@5.1 cpuAffinity?:VirtualMachineAffinityInfo memoryAffinity?:VirtualMachineAffinityInfo networkShaper?:VirtualMachineNetworkShaperInfo cpuFeatureMask?:VirtualMachineCpuIdInfoSpec[] extraConfig?:OptionValue[] swapPlacement?:string bootOptions?:VirtualMachineBootOptions vAppConfig?:VmConfigSpec@4.0 ftInfo?:FaultToleranceConfigInfo@4.0 repConfig?:ReplicationConfigSpec@6.0 vAppConfigRemoved?:boolean@4.0 vAssertsEnabled?:boolean@4.0 changeTrackingEnabled?:boolean@4.0 firmware?:string@5.0 maxMksConnections?:int@5.0 guestAutoLockEnabled?:boolean@5.0 managedBy?:ManagedByInfo@5.0 memoryReservationLockedToMax?:boolean@5.0 nestedHVEnabled?:boolean@5.1 vPMCEnabled?:boolean@5.1 scheduledHardwareUpgradeInfo?:ScheduledHardwareUpgradeInfo@5.1 vmProfile?:VirtualMachineProfileSpec[]@5.5 messageBusTunnelEnabled?:boolean@6.0 crypto?:CryptoSpec@6.5 migrateEncryption?:string@6.5 sgxInfo?:VirtualMachineSgxInfo@7.0.0.0 ftEncryptionMode?:string@7.0.2.0 guestMonitoringModeInfo?:VirtualMachineGuestMonitoringModeInfo@7.0.0.0 sevEnabled?:boolean@7.0.1.0 virtualNuma?:VirtualMachineVirtualNuma@8.0.0.1 motherboardLayout?:string@8.0.0.1 pmemFailoverEnabled?:boolean@7.0.2.0 vmxStatsCollectionEnabled?:boolean@7.0.3.1 vmOpNotificationToAppEnabled?:boolean@7.0.3.0 vmOpNotificationTimeout?:long@8.0.0.1 deviceSwap?:VirtualMachineVirtualDeviceSwap@8.0.0.1 simultaneousThreads?:int@8.0.0.1 pmem?:VirtualMachineVirtualPMem@7.0.3.0 deviceGroups?:VirtualMachineVirtualDeviceGroups@8.0.0.1 fixedPassthruHotPlugEnabled?:boolean@8.0.1.0 metroFtEnabled?:boolean@8.0.3.0 metroFtHostGroup?:string@8.0.3.0
VirtualMachineCpuIdInfoSpec < ArrayUpdateSpec: info?:HostCpuIdInfo
ConfigTarget: numCpus:int numCpuCores:int numNumaNodes:int maxCpusPerHost?:int@7.0.0.0 smcPresent:boolean@5.0 datastore?:VirtualMachineDatastoreInfo[] network?:VirtualMachineNetworkInfo[] opaqueNetwork?:OpaqueNetworkTargetInfo[]@5.5 distributedVirtualPortgroup?:DistributedVirtualPortgroupInfo[]@4.0 distributedVirtualSwitch?:DistributedVirtualSwitchInfo[]@4.0 cdRom?:VirtualMachineCdromInfo[] serial?:VirtualMachineSerialInfo[] parallel?:VirtualMachineParallelInfo[] sound?:VirtualMachineSoundInfo[] usb?:VirtualMachineUsbInfo[] floppy?:VirtualMachineFloppyInfo[] legacyNetworkInfo?:VirtualMachineLegacyNetworkSwitchInfo[] scsiPassthrough?:VirtualMachineScsiPassthroughInfo[] scsiDisk?:VirtualMachineScsiDiskDeviceInfo[] ideDisk?:VirtualMachineIdeDiskDeviceInfo[] maxMemMBOptimalPerf:int supportedMaxMemMB?:int@7.0.0.0 resourcePool?:ResourcePoolRuntimeInfo autoVmotion?:boolean pciPassthrough?:VirtualMachinePciPassthroughInfo[]@4.0 sriov?:VirtualMachineSriovInfo[]@5.5 vFlashModule?:VirtualMachineVFlashModuleInfo[]@5.5 sharedGpuPassthroughTypes?:VirtualMachinePciSharedGpuPassthroughInfo[]@6.0 availablePersistentMemoryReservationMB?:long@6.7 dynamicPassthrough?:VirtualMachineDynamicPassthroughInfo[]@7.0.0.0 sgxTargetInfo?:VirtualMachineSgxTargetInfo@7.0.0.0 precisionClockInfo?:VirtualMachinePrecisionClockInfo[]@7.0.0.0 sevSupported?:boolean@7.0.1.0 vgpuDeviceInfo?:VirtualMachineVgpuDeviceInfo[]@7.0.3.0 vgpuProfileInfo?:VirtualMachineVgpuProfileInfo[]@7.0.3.0 vendorDeviceGroupInfo?:VirtualMachineVendorDeviceGroupInfo[]@8.0.0.1 maxSimultaneousThreads?:int@8.0.0.1 dvxClassInfo?:VirtualMachineDvxClassInfo[]@8.0.0.1
VirtualMachineConsolePreferences: powerOnWhenOpened?:boolean enterFullScreenOnPowerOn?:boolean closeOnPowerOffOrSuspend?:boolean
VirtualMachineContentLibraryItemInfo @7.0.0.0: contentLibraryItemUuid:string@7.0.0.0 contentLibraryItemVersion?:string@7.0.0.0
VirtualMachineDatastoreInfo < VirtualMachineTargetInfo: datastore:DatastoreSummary capability:DatastoreCapability maxFileSize:long maxVirtualDiskCapacity?:long@5.5 maxPhysicalRDMFileSize?:long@6.0 maxVirtualRDMFileSize?:long@6.0 mode:string vStorageSupport?:string@5.0
DatastoreOption: unsupportedVolumes?:VirtualMachineDatastoreVolumeOption[]
VirtualMachineDatastoreVolumeOption: fileSystemType:string majorVersion?:int
VirtualMachineDefaultPowerOpInfo: powerOffType?:string suspendType?:string resetType?:string defaultPowerOffType?:string defaultSuspendType?:string defaultResetType?:string standbyAction?:string
VirtualMachineDefaultProfileSpec < VirtualMachineProfileSpec @6.0:
VirtualMachineDefinedProfileSpec < VirtualMachineProfileSpec @5.5: profileId:string@5.5 replicationSpec?:ReplicationSpec@6.5 profileData?:VirtualMachineProfileRawData@5.5 profileParams?:KeyValue[]@6.7
VirtualMachineDeviceRuntimeInfo @4.1: runtimeState:VirtualMachineDeviceRuntimeInfoDeviceRuntimeState@4.1 key:int@4.1
VirtualMachineDeviceRuntimeInfoDeviceRuntimeState @4.1:
VirtualMachineDeviceRuntimeInfoVirtualEthernetCardRuntimeState < VirtualMachineDeviceRuntimeInfoDeviceRuntimeState @4.1: vmDirectPathGen2Active?:boolean@4.1 vmDirectPathGen2InactiveReasonVm?:string[]@4.1 vmDirectPathGen2InactiveReasonOther?:string[]@4.1 vmDirectPathGen2InactiveReasonExtended?:string@4.1 uptv2Active?:boolean@8.0.0.1 uptv2InactiveReasonVm?:string[]@8.0.0.1 uptv2InactiveReasonOther?:string[]@8.0.0.1 reservationStatus?:string@5.5 attachmentStatus?:string@6.7 featureRequirement?:VirtualMachineFeatureRequirement[]@6.7
VirtualMachineDiskDeviceInfo < VirtualMachineTargetInfo: capacity?:long vm?:*VirtualMachine[]
VirtualMachineDvxClassInfo @8.0.0.1: deviceClass:ElementDescription@8.0.0.1 vendorName:string@8.0.0.1 sriovNic:boolean@8.0.0.1 configParams?:OptionDef[]@8.0.0.1
VirtualMachineDynamicPassthroughInfo < VirtualMachineTargetInfo @7.0.0.0: vendorName:string@7.0.0.0 deviceName:string@7.0.0.0 customLabel?:string@7.0.0.0 vendorId:int@7.0.0.0 deviceId:int@7.0.0.0
VirtualMachineEmptyIndependentFilterSpec < VirtualMachineBaseIndependentFilterSpec @7.0.2.1:
VirtualMachineEmptyProfileSpec < VirtualMachineProfileSpec @5.5:
FaultToleranceConfigInfo @4.0: role:int@4.0 instanceUuids:string[]@4.0 configPaths:string[]@4.0 orphaned?:boolean@6.0
FaultToleranceConfigSpec @6.0: metaDataPath?:FaultToleranceMetaSpec@6.0 secondaryVmSpec?:FaultToleranceVMConfigSpec@6.0 metroFtEnabled?:boolean@8.0.3.0 metroFtHostGroup?:string@8.0.3.0
FaultToleranceMetaSpec @6.0: metaDataDatastore:*Datastore@6.0
FaultTolerancePrimaryConfigInfo < FaultToleranceConfigInfo @4.0: secondaries:*VirtualMachine[]@4.0
FaultToleranceSecondaryConfigInfo < FaultToleranceConfigInfo @4.0: primaryVM:*VirtualMachine@4.0
FaultToleranceSecondaryOpResult @4.0: vm:*VirtualMachine@4.0 powerOnAttempted:boolean@4.0 powerOnResult?:ClusterPowerOnVmResult@4.0
FaultToleranceVMConfigSpec @6.0: vmConfig?:*Datastore@6.0 disks?:FaultToleranceDiskSpec[]@6.0
FaultToleranceDiskSpec @6.0: disk:VirtualDevice@6.0 datastore:*Datastore@6.0
VirtualMachineFeatureRequirement @5.1: key:string@5.1 featureName:string@5.1 value:string@5.1
VirtualMachineFileInfo: vmPathName?:string snapshotDirectory?:string suspendDirectory?:string logDirectory?:string ftMetadataDirectory?:string@6.0
VirtualMachineFileLayout: configFile?:string[] logFile?:string[] disk?:VirtualMachineFileLayoutDiskLayout[] snapshot?:VirtualMachineFileLayoutSnapshotLayout[] swapFile?:string
VirtualMachineFileLayoutDiskLayout: key:int diskFile:string[]
VirtualMachineFileLayoutSnapshotLayout: key:*VirtualMachineSnapshot snapshotFile:string[]
VirtualMachineFileLayoutEx @4.0: file?:VirtualMachineFileLayoutExFileInfo[]@4.0 disk?:VirtualMachineFileLayoutExDiskLayout[]@4.0 snapshot?:VirtualMachineFileLayoutExSnapshotLayout[]@4.0 timestamp:dateTime@4.0
VirtualMachineFileLayoutExDiskLayout @4.0: key:int@4.0 chain?:VirtualMachineFileLayoutExDiskUnit[]@4.0
VirtualMachineFileLayoutExDiskUnit @4.0: fileKey:int[]@4.0
VirtualMachineFileLayoutExFileInfo @4.0: key:int@4.0 name:string@4.0 type:string@4.0 size:long@4.0 uniqueSize?:long@5.1 backingObjectId?:string@6.0 accessible?:boolean@6.0
VirtualMachineFileLayoutExSnapshotLayout @4.0: key:*VirtualMachineSnapshot@4.0 dataKey:int@4.0 memoryKey:int@6.0 disk?:VirtualMachineFileLayoutExDiskLayout[]@4.0
VirtualMachineFlagInfo: disableAcceleration?:boolean enableLogging?:boolean useToe?:boolean runWithDebugInfo?:boolean monitorType?:string htSharing?:string snapshotDisabled?:boolean snapshotLocked?:boolean diskUuidEnabled?:boolean virtualMmuUsage?:string virtualExecUsage?:string@4.0 snapshotPowerOffBehavior?:string recordReplayEnabled?:boolean@4.0 faultToleranceType?:string@6.0 cbrcCacheEnabled?:boolean@6.5 vvtdEnabled?:boolean@6.7 vbsEnabled?:boolean@6.7
VirtualMachineFloppyInfo < VirtualMachineTargetInfo:
VirtualMachineForkConfigInfo @6.0: parentEnabled?:boolean@6.0 childForkGroupId?:string@6.0 parentForkGroupId?:string@6.5 childType?:string@6.0
GuestInfo: toolsStatus?:VirtualMachineToolsStatus toolsVersionStatus?:string@4.0 toolsVersionStatus2?:string@5.0 toolsRunningStatus?:string@4.0 toolsVersion?:string toolsInstallType?:string@6.5 guestId?:string guestFamily?:string guestFullName?:string guestDetailedData?:string@8.0.2.0 hostName?:string ipAddress?:string net?:GuestNicInfo[] ipStack?:GuestStackInfo[]@4.1 disk?:GuestDiskInfo[] screen?:GuestScreenInfo guestState:string appHeartbeatStatus?:string@4.1 guestKernelCrashed?:boolean@6.0 appState?:string@5.5 guestOperationsReady?:boolean@5.0 interactiveGuestOperationsReady?:boolean@5.0 guestStateChangeSupported?:boolean@6.0 generationInfo?:GuestInfoNamespaceGenerationInfo[]@5.1 hwVersion?:string@6.9.1 customizationInfo?:GuestInfoCustomizationInfo@7.0.2.0
GuestInfoCustomizationInfo @7.0.2.0: customizationStatus:string@7.0.2.0 startTime?:dateTime@7.0.2.0 endTime?:dateTime@7.0.2.0 errorMsg?:string@7.0.2.0
GuestDiskInfo: diskPath?:string capacity?:long freeSpace?:long filesystemType?:string@7.0.0.0 mappings?:GuestInfoVirtualDiskMapping[]@7.0.0.0
GuestInfoNamespaceGenerationInfo @5.1: key:string@5.1 generationNo:int@5.1
GuestNicInfo: network?:string ipAddress?:string[] macAddress?:string connected:boolean deviceConfigId:int dnsConfig?:NetDnsConfigInfo@4.1 ipConfig?:NetIpConfigInfo@4.1 netBIOSConfig?:NetBIOSConfigInfo@4.1
GuestScreenInfo: width:int height:int
GuestStackInfo @4.1: dnsConfig?:NetDnsConfigInfo@4.1 ipRouteConfig?:NetIpRouteConfigInfo@4.1 ipStackConfig?:KeyValue[]@4.1 dhcpConfig?:NetDhcpConfigInfo@4.1
GuestInfoVirtualDiskMapping @7.0.0.0: key:int@7.0.0.0
VirtualMachineGuestIntegrityInfo @6.5: enabled?:boolean@6.5
VirtualMachineGuestMonitoringModeInfo @7.0.0.0: gmmFile?:string@7.0.0.0 gmmAppliance?:string@7.0.0.0
GuestOsDescriptor: id:string family:string fullName:string supportedMaxCPUs:int numSupportedPhysicalSockets:int@5.0 numSupportedCoresPerSocket:int@5.0 supportedMinMemMB:int supportedMaxMemMB:int recommendedMemMB:int recommendedColorDepth:int supportedDiskControllerList:string[] recommendedSCSIController?:string recommendedDiskController:string supportedNumDisks:int recommendedDiskSizeMB:int recommendedCdromController:string@5.5 supportedEthernetCard:string[] recommendedEthernetCard?:string supportsSlaveDisk?:boolean cpuFeatureMask?:HostCpuIdInfo[] smcRequired:boolean@5.0 supportsWakeOnLan:boolean supportsVMI:boolean@2.5u2server supportsMemoryHotAdd:boolean@2.5u2server supportsCpuHotAdd:boolean@2.5u2server supportsCpuHotRemove:boolean@2.5u2server supportedFirmware:string[]@5.0 recommendedFirmware:string@5.0 supportedUSBControllerList?:string[]@5.0 recommendedUSBController?:string@5.0 supports3D:boolean@5.0 recommended3D:boolean@5.1 smcRecommended:boolean@5.0 ich7mRecommended:boolean@5.0 usbRecommended:boolean@5.0 supportLevel:string@5.0 supportedForCreate:boolean@5.0 vRAMSizeInKB:IntOption@5.0 numSupportedFloppyDevices:int@6.0 wakeOnLanEthernetCard?:string[]@6.0 supportsPvscsiControllerForBoot:boolean@6.0 diskUuidEnabled:boolean@6.0 supportsHotPlugPCI:boolean@6.0 supportsSecureBoot?:boolean@6.5 defaultSecureBoot?:boolean@6.5 persistentMemorySupported?:boolean@6.7 supportedMinPersistentMemoryMB?:long@6.7 supportedMaxPersistentMemoryMB?:long@6.7 recommendedPersistentMemoryMB?:long@6.7 persistentMemoryHotAddSupported?:boolean@6.7 persistentMemoryHotRemoveSupported?:boolean@6.7 persistentMemoryColdGrowthSupported?:boolean@6.7 persistentMemoryColdGrowthGranularityMB?:long@6.7 persistentMemoryHotGrowthSupported?:boolean@6.7 persistentMemoryHotGrowthGranularityMB?:long@6.7 numRecommendedPhysicalSockets?:int@6.7 numRecommendedCoresPerSocket?:int@6.7 vvtdSupported?:BoolOption@6.7 vbsSupported?:BoolOption@6.7 vsgxSupported?:BoolOption@7.0.0.0 vsgxRemoteAttestationSupported?:boolean@8.0.0.1 supportsTPM20?:boolean@6.7 recommendedTPM20?:boolean@8.0.0.1 vwdtSupported?:boolean@7.0.0.0
VirtualMachineGuestQuiesceSpec @6.5: timeout?:int@6.5
VirtualMachineIdeDiskDeviceInfo < VirtualMachineDiskDeviceInfo: partitionTable?:VirtualMachineIdeDiskDevicePartitionInfo[]
VirtualMachineIdeDiskDevicePartitionInfo: id:int capacity:int
VirtualMachineIndependentFilterSpec < VirtualMachineBaseIndependentFilterSpec @7.0.2.1: filterName:string@7.0.2.1 filterClass?:string@7.0.2.1 filterCapabilities?:KeyValue[]@7.0.2.1
VirtualMachineInstantCloneSpec @6.7: name:string@6.7 location:VirtualMachineRelocateSpec@6.7 config?:OptionValue[]@6.7 biosUuid?:string@6.7
VirtualMachineLegacyNetworkSwitchInfo: name:string
VirtualMachineMessage: id:string argument?:anyType[] text?:string@4.0
VirtualMachineMetadataManagerVmMetadata @5.5: vmId:string@5.5 metadata?:string@5.5
VirtualMachineMetadataManagerVmMetadataInput @5.5: operation:string@5.5 vmMetadata:VirtualMachineMetadataManagerVmMetadata@5.5
VirtualMachineMetadataManagerVmMetadataOwner @5.5: name:string@5.5
VirtualMachineMetadataManagerVmMetadataResult @5.5: vmMetadata:VirtualMachineMetadataManagerVmMetadata@5.5 error?:LocalizedMethodFault@5.5
VirtualMachineNetworkInfo < VirtualMachineTargetInfo: network:NetworkSummary vswitch?:string@6.5
VirtualMachineNetworkShaperInfo: enabled?:boolean peakBps?:long averageBps?:long burstSize?:long
OpaqueNetworkTargetInfo < VirtualMachineTargetInfo @5.5: network:OpaqueNetworkSummary@5.5 networkReservationSupported?:boolean@6.0
VirtualMachineParallelInfo < VirtualMachineTargetInfo:
VirtualMachinePciPassthroughInfo < VirtualMachineTargetInfo @4.0: pciDevice:HostPciDevice@4.0 systemId:string@4.0
VirtualMachinePciSharedGpuPassthroughInfo < VirtualMachineTargetInfo @6.0: vgpu:string@6.0
VirtualMachinePrecisionClockInfo < VirtualMachineTargetInfo @7.0.0.0: systemClockProtocol?:string@7.0.0.0
VirtualMachineProfileDetails @6.7: profile?:VirtualMachineProfileSpec[]@6.7 diskProfileDetails?:VirtualMachineProfileDetailsDiskProfileDetails[]@6.7
VirtualMachineProfileDetailsDiskProfileDetails @6.7: diskId:int@6.7 profile?:VirtualMachineProfileSpec[]@6.7
VirtualMachineProfileRawData @5.5: extensionKey:string@5.5 objectData?:string@5.5
VirtualMachineProfileSpec @5.5:
VirtualMachinePropertyRelation @6.7: key:DynamicProperty@6.7 relations?:DynamicProperty[]@6.7
VirtualMachineQuestionInfo: id:string text:string choice:ChoiceOption message?:VirtualMachineMessage[]
VirtualMachineRelocateSpec: service?:ServiceLocator@6.0 folder?:*Folder@6.0 datastore?:*Datastore diskMoveType?:string@4.0 pool?:*ResourcePool host?:*HostSystem disk?:VirtualMachineRelocateSpecDiskLocator[] transform?:VirtualMachineRelocateTransformation deviceChange?:VirtualDeviceConfigSpec[]@5.5 profile?:VirtualMachineProfileSpec[]@5.5 cryptoSpec?:CryptoSpec@7.0.0.0
VirtualMachineRelocateSpecDiskLocator: diskId:int datastore:*Datastore diskMoveType?:string@4.0 diskBackingInfo?:VirtualDeviceBackingInfo@5.0 profile?:VirtualMachineProfileSpec[]@5.5 backing?:VirtualMachineRelocateSpecDiskLocatorBackingSpec@7.0.0.0 filterSpec?:VirtualMachineBaseIndependentFilterSpec[]@7.0.2.1
VirtualMachineRelocateSpecDiskLocatorBackingSpec @7.0.0.0: parent?:VirtualMachineRelocateSpecDiskLocatorBackingSpec@7.0.0.0 crypto?:CryptoSpec@7.0.0.0
ReplicationConfigSpec @5.0: generation:long@5.0 vmReplicationId:string@5.0 destination:string@5.0 port:int@5.0 rpo:long@5.0 quiesceGuestEnabled:boolean@5.0 paused:boolean@5.0 oppUpdatesEnabled:boolean@5.0 netCompressionEnabled?:boolean@6.0 netEncryptionEnabled?:boolean@6.7 encryptionDestination?:string@6.7 encryptionPort?:int@6.7 remoteCertificateThumbprint?:string@6.7 dataSetsReplicationEnabled?:boolean@8.0.0.0 disk?:ReplicationInfoDiskSettings[]@5.0
ReplicationInfoDiskSettings @5.0: key:int@5.0 diskReplicationId:string@5.0
VirtualMachineRuntimeInfo: device?:VirtualMachineDeviceRuntimeInfo[]@4.1 host?:*HostSystem connectionState:VirtualMachineConnectionState powerState:VirtualMachinePowerState vmFailoverInProgress?:boolean@7.0.2.0 faultToleranceState:VirtualMachineFaultToleranceState@4.0 dasVmProtection?:VirtualMachineRuntimeInfoDasProtectionState@5.0 toolsInstallerMounted:boolean suspendTime?:dateTime bootTime?:dateTime suspendInterval?:long question?:VirtualMachineQuestionInfo memoryOverhead?:long maxCpuUsage?:int maxMemoryUsage?:int numMksConnections:int recordReplayState:VirtualMachineRecordReplayState@4.0 cleanPowerOff?:boolean@4.0 needSecondaryReason?:string@4.0 onlineStandby:boolean@5.1 minRequiredEVCModeKey?:string@4.1 consolidationNeeded:boolean@5.0 offlineFeatureRequirement?:VirtualMachineFeatureRequirement[]@5.1 featureRequirement?:VirtualMachineFeatureRequirement[]@5.1 featureMask?:HostFeatureMask[]@5.1 vFlashCacheAllocation?:long@5.5 paused?:boolean@6.0 snapshotInBackground?:boolean@6.0 quiescedForkParent?:boolean@6.0 instantCloneFrozen?:boolean@6.7 cryptoState?:string@6.7 suspendedToMemory?:boolean@7.0.2.0 opNotificationTimeout?:long@8.0.0.1 iommuActive?:boolean@8.0.1.0
VirtualMachineRuntimeInfoDasProtectionState @5.0: dasProtected:boolean@5.0
ScheduledHardwareUpgradeInfo @5.1: upgradePolicy?:string@5.1 versionKey?:string@5.1 scheduledHardwareUpgradeStatus?:string@5.1 fault?:LocalizedMethodFault@5.1
VirtualMachineScsiDiskDeviceInfo < VirtualMachineDiskDeviceInfo: disk?:HostScsiDisk transportHint?:string@4.0 lunNumber?:int@4.0
VirtualMachineScsiPassthroughInfo < VirtualMachineTargetInfo: scsiClass:string vendor:string physicalUnitNumber:int
VirtualMachineSerialInfo < VirtualMachineTargetInfo:
VirtualMachineSgxInfo @7.0.0.0: epcSize:long@7.0.0.0 flcMode?:string@7.0.0.0 lePubKeyHash?:string@7.0.0.0 requireAttestation?:boolean@8.0.0.1
VirtualMachineSgxTargetInfo < VirtualMachineTargetInfo @7.0.0.0: maxEpcSize:long@7.0.0.0 flcModes?:string[]@7.0.0.0 lePubKeyHashes?:string[]@7.0.0.0 requireAttestationSupported?:boolean@8.0.0.1
VirtualMachineSnapshotInfo: currentSnapshot?:*VirtualMachineSnapshot rootSnapshotList:VirtualMachineSnapshotTree[]
SnapshotSelectionSpec @8.0.3.0: retentionDays?:int@8.0.3.0
VirtualMachineSnapshotTree: snapshot:*VirtualMachineSnapshot vm:*VirtualMachine name:string description:string id:int@4.0 createTime:dateTime state:VirtualMachinePowerState quiesced:boolean backupManifest?:string@2.5u2server childSnapshotList?:VirtualMachineSnapshotTree[] replaySupported?:boolean@4.0
VirtualMachineSoundInfo < VirtualMachineTargetInfo:
VirtualMachineSriovDevicePoolInfo @6.5: key:string@6.5
VirtualMachineSriovInfo < VirtualMachinePciPassthroughInfo @5.5: virtualFunction:boolean@5.5 pnic?:string@5.5 devicePool?:VirtualMachineSriovDevicePoolInfo@6.5
VirtualMachineSriovNetworkDevicePoolInfo < VirtualMachineSriovDevicePoolInfo @6.5: switchKey?:string@6.5 switchUuid?:string@6.5
VirtualMachineStorageInfo @4.0: perDatastoreUsage?:VirtualMachineUsageOnDatastore[]@4.0 timestamp:dateTime@4.0
VirtualMachineUsageOnDatastore @4.0: datastore:*Datastore@4.0 committed:long@4.0 uncommitted:long@4.0 unshared:long@4.0
VirtualMachineSummary: vm?:*VirtualMachine runtime:VirtualMachineRuntimeInfo guest?:VirtualMachineGuestSummary config:VirtualMachineConfigSummary storage?:VirtualMachineStorageSummary@4.0 quickStats:VirtualMachineQuickStats overallStatus:ManagedEntityStatus customValue?:CustomFieldValue[]
VirtualMachineConfigSummary: name:string template:boolean vmPathName:string memorySizeMB?:int cpuReservation?:int memoryReservation?:int numCpu?:int numEthernetCards?:int numVirtualDisks?:int uuid?:string instanceUuid?:string@4.0 guestId?:string guestFullName?:string annotation?:string product?:VAppProductInfo@4.0 installBootRequired?:boolean@4.0 ftInfo?:FaultToleranceConfigInfo@4.0 managedBy?:ManagedByInfo@5.0 tpmPresent?:boolean@6.7 numVmiopBackings?:int@6.7 hwVersion?:string@6.9.1
VirtualMachineGuestSummary: guestId?:string guestFullName?:string toolsStatus?:VirtualMachineToolsStatus toolsVersionStatus?:string@4.0 toolsVersionStatus2?:string@5.0 toolsRunningStatus?:string@4.0 hostName?:string ipAddress?:string hwVersion?:string@6.9.1
VirtualMachineQuickStats: overallCpuUsage?:int overallCpuDemand?:int@4.0 overallCpuReadiness?:int@7.0.0.0 guestMemoryUsage?:int hostMemoryUsage?:int guestHeartbeatStatus:ManagedEntityStatus distributedCpuEntitlement?:int distributedMemoryEntitlement?:int staticCpuEntitlement?:int@4.0 staticMemoryEntitlement?:int@4.0 grantedMemory?:int@7.0.0.0 privateMemory?:int@4.0 sharedMemory?:int@4.0 swappedMemory?:int@4.0 balloonedMemory?:int@4.0 consumedOverheadMemory?:int@4.0 ftLogBandwidth?:int@4.0 ftSecondaryLatency?:int@4.0 ftLatencyStatus?:ManagedEntityStatus@4.0 compressedMemory?:long@4.1 uptimeSeconds?:int@4.1 ssdSwappedMemory?:long@5.0 activeMemory?:int@7.0.3.0 memoryTierStats?:VirtualMachineQuickStatsMemoryTierStats[]@7.0.3.0
VirtualMachineQuickStatsMemoryTierStats @7.0.3.0: memoryTierType:string@7.0.3.0 readBandwidth:long@7.0.3.0
VirtualMachineStorageSummary @4.0: committed:long@4.0 uncommitted:long@4.0 unshared:long@4.0 timestamp:dateTime@4.0
VirtualMachineTargetInfo: name:string configurationTag?:string[]
ToolsConfigInfo: toolsVersion?:int toolsInstallType?:string@6.5 afterPowerOn?:boolean afterResume?:boolean beforeGuestStandby?:boolean beforeGuestShutdown?:boolean beforeGuestReboot?:boolean toolsUpgradePolicy?:string pendingCustomization?:string customizationKeyId?:CryptoKeyId@6.5 syncTimeWithHostAllowed?:boolean@7.0.1.0 syncTimeWithHost?:boolean lastInstallInfo?:ToolsConfigInfoToolsLastInstallInfo@5.0
ToolsConfigInfoToolsLastInstallInfo @5.0: counter:int@5.0 fault?:LocalizedMethodFault@5.0
VirtualMachineUsbInfo < VirtualMachineTargetInfo: description:string vendor:int product:int physicalPath:string family?:string[] speed?:string[] summary?:VirtualMachineSummary
UsbScanCodeSpec @6.5: keyEvents:UsbScanCodeSpecKeyEvent[]@6.5
UsbScanCodeSpecKeyEvent @6.5: usbHidCode:int@6.5 modifiers?:UsbScanCodeSpecModifierType@6.5
UsbScanCodeSpecModifierType @6.5: leftControl?:boolean@6.5 leftShift?:boolean@6.5 leftAlt?:boolean@6.5 leftGui?:boolean@6.5 rightControl?:boolean@6.5 rightShift?:boolean@6.5 rightAlt?:boolean@6.5 rightGui?:boolean@6.5
VirtualMachineVFlashModuleInfo < VirtualMachineTargetInfo @5.5: vFlashModule:HostVFlashManagerVFlashCacheConfigInfoVFlashModuleConfigOption@5.5
VirtualMachineVMotionStunTimeInfo < VirtualMachineTargetInfo @8.0.2.0: migrationBW:long@8.0.2.0 stunTime:long@8.0.2.0
VirtualMachineVcpuConfig @7.0.0.0: latencySensitivity?:LatencySensitivity@7.0.0.0
VirtualMachineVendorDeviceGroupInfo < VirtualMachineTargetInfo @8.0.0.1: deviceGroupName:string@8.0.0.1 deviceGroupDescription?:string@8.0.0.1 componentDeviceInfo?:VirtualMachineVendorDeviceGroupInfoComponentDeviceInfo[]@8.0.0.1
VirtualMachineVendorDeviceGroupInfoComponentDeviceInfo @8.0.0.1: type:string@8.0.0.1 vendorName:string@8.0.0.1 deviceName:string@8.0.0.1 isConfigurable:boolean@8.0.0.1 device:VirtualDevice@8.0.0.1
VirtualMachineVgpuDeviceInfo < VirtualMachineTargetInfo @7.0.3.0: deviceName:string@7.0.3.0 deviceVendorId:long@7.0.3.0 maxFbSizeInGib:long@7.0.3.0 timeSlicedCapable:boolean@7.0.3.0 migCapable:boolean@7.0.3.0 computeProfileCapable:boolean@7.0.3.0 quadroProfileCapable:boolean@7.0.3.0
VirtualMachineVgpuProfileInfo < VirtualMachineTargetInfo @7.0.3.0: profileName:string@7.0.3.0 deviceVendorId:long@7.0.3.0 fbSizeInGib:long@7.0.3.0 profileSharing:string@7.0.3.0 profileClass:string@7.0.3.0 stunTimeEstimates?:VirtualMachineVMotionStunTimeInfo[]@8.0.2.0
VirtualMachineVirtualDeviceGroups @8.0.0.1: deviceGroup?:VirtualMachineVirtualDeviceGroupsDeviceGroup[]@8.0.0.1
VirtualMachineVirtualDeviceGroupsDeviceGroup: groupInstanceKey:int deviceInfo?:Description
VirtualMachineVirtualDeviceGroupsVendorDeviceGroup < VirtualMachineVirtualDeviceGroupsDeviceGroup: deviceGroupName:string
VirtualMachineVirtualDeviceSwap @8.0.0.1: lsiToPvscsi?:VirtualMachineVirtualDeviceSwapDeviceSwapInfo@8.0.0.1
VirtualMachineVirtualDeviceSwapDeviceSwapInfo @8.0.0.1: enabled?:boolean@8.0.0.1 applicable?:boolean@8.0.0.1 status?:string@8.0.0.1
VirtualHardware: numCPU:int numCoresPerSocket?:int@5.0 autoCoresPerSocket?:boolean@8.0.0.1 memoryMB:int virtualICH7MPresent?:boolean@5.0 virtualSMCPresent?:boolean@5.0 device?:VirtualDevice[] motherboardLayout?:string@8.0.0.1 simultaneousThreads?:int@8.0.0.1
VirtualHardwareOption: hwVersion:int virtualDeviceOption:VirtualDeviceOption[] deviceListReadonly:boolean numCPU:int[] numCoresPerSocket:IntOption@5.0 autoCoresPerSocket?:BoolOption@8.0.0.1 numCpuReadonly:boolean memoryMB:LongOption numPCIControllers:IntOption numIDEControllers:IntOption numUSBControllers:IntOption numUSBXHCIControllers:IntOption@5.0 numSIOControllers:IntOption numPS2Controllers:IntOption licensingLimit?:string[] numSupportedWwnPorts?:IntOption@4.0 numSupportedWwnNodes?:IntOption@4.0 resourceConfigOption:ResourceConfigOption@4.1 numNVDIMMControllers?:IntOption@6.7 numTPMDevices?:IntOption@6.7 numWDTDevices?:IntOption@7.0.0.0 numPrecisionClockDevices?:IntOption@7.0.0.0 epcMemoryMB?:LongOption@7.0.0.0 acpiHostBridgesFirmware?:string[]@8.0.0.1 numCpuSimultaneousThreads?:IntOption@8.0.0.1 numNumaNodes?:IntOption@8.0.0.1 numDeviceGroups?:IntOption@8.0.0.1 deviceGroupTypes?:string[]@8.0.0.1
VirtualMachineVirtualNuma @8.0.0.1: coresPerNumaNode?:int@8.0.0.1 exposeVnumaOnCpuHotadd?:boolean@8.0.0.1
VirtualMachineVirtualNumaInfo @8.0.0.1: coresPerNumaNode?:int@8.0.0.1 autoCoresPerNumaNode?:boolean@8.0.0.1 vnumaOnCpuHotaddExposed?:boolean@8.0.0.1
VirtualMachineVirtualPMem @7.0.3.0: snapshotMode?:string@7.0.3.0
VirtualMachineImportSpec < ImportSpec @4.0: configSpec:VirtualMachineConfigSpec@4.0 resPoolEntity?:*ResourcePool@4.1
VirtualMachineWindowsQuiesceSpec < VirtualMachineGuestQuiesceSpec @6.5: vssBackupType?:int@6.5 vssBootableSystemState?:boolean@6.5 vssPartialFileSupport?:boolean@6.5 vssBackupContext?:string@6.5
CheckResult @4.0: vm?:*VirtualMachine@4.0 host?:*HostSystem@4.0 warning?:LocalizedMethodFault[]@4.0 error?:LocalizedMethodFault[]@4.0
CustomizationAdapterMapping: macAddress?:string adapter:CustomizationIPSettings
CustomizationAutoIpV6Generator < CustomizationIpV6Generator @4.0:
CustomizationCloudinitPrep < CustomizationIdentitySettings @7.0.3.0: metadata:string@7.0.3.0 userdata?:string@7.0.3.0
CustomizationCustomIpGenerator < CustomizationIpGenerator: argument?:string
CustomizationCustomIpV6Generator < CustomizationIpV6Generator @4.0: argument?:string@4.0
CustomizationCustomName < CustomizationName: argument?:string
CustomizationDhcpIpGenerator < CustomizationIpGenerator:
CustomizationDhcpIpV6Generator < CustomizationIpV6Generator @4.0:
CustomizationFixedIp < CustomizationIpGenerator: ipAddress:string
CustomizationFixedIpV6 < CustomizationIpV6Generator @4.0: ipAddress:string@4.0 subnetMask:int@4.0
CustomizationFixedName < CustomizationName: name:string
CustomizationGlobalIPSettings: dnsSuffixList?:string[] dnsServerList?:string[]
CustomizationGuiRunOnce: commandList:string[]
CustomizationGuiUnattended: password?:CustomizationPassword timeZone:int autoLogon:boolean autoLogonCount:int
CustomizationIPSettings: ip:CustomizationIpGenerator subnetMask?:string gateway?:string[] ipV6Spec?:CustomizationIPSettingsIpV6AddressSpec@4.0 dnsServerList?:string[] dnsDomain?:string primaryWINS?:string secondaryWINS?:string netBIOS?:CustomizationNetBIOSMode
CustomizationIPSettingsIpV6AddressSpec @4.0: ip:CustomizationIpV6Generator[]@4.0 gateway?:string[]@4.0
CustomizationIdentification: joinWorkgroup?:string joinDomain?:string domainAdmin?:string domainAdminPassword?:CustomizationPassword domainOU?:string@8.0.2.0
CustomizationIdentitySettings:
CustomizationIpGenerator:
CustomizationIpV6Generator @4.0:
CustomizationLicenseFilePrintData: autoMode:CustomizationLicenseDataMode autoUsers?:int
CustomizationLinuxOptions < CustomizationOptions:
CustomizationLinuxPrep < CustomizationIdentitySettings: hostName:CustomizationName domain:string timeZone?:string@4.0 hwClockUTC?:boolean@4.0 scriptText?:string@7.0.0.0 compatibleCustomizationMethod?:string@8.0.3.0
CustomizationName:
CustomizationOptions:
CustomizationPassword: value:string plainText:boolean
CustomizationPrefixName < CustomizationName: base:string
CustomizationSpec: options?:CustomizationOptions identity:CustomizationIdentitySettings globalIPSettings:CustomizationGlobalIPSettings nicSettingMap?:CustomizationAdapterMapping[] encryptionKey?:byte[]
CustomizationStatelessIpV6Generator < CustomizationIpV6Generator @4.0:
CustomizationSysprep < CustomizationIdentitySettings: guiUnattended:CustomizationGuiUnattended userData:CustomizationUserData guiRunOnce?:CustomizationGuiRunOnce identification:CustomizationIdentification licenseFilePrintData?:CustomizationLicenseFilePrintData
CustomizationSysprepText < CustomizationIdentitySettings: value:string
CustomizationUnknownIpGenerator < CustomizationIpGenerator:
CustomizationUnknownIpV6Generator < CustomizationIpV6Generator @4.0:
CustomizationUnknownName < CustomizationName:
CustomizationUserData: fullName:string orgName:string computerName:CustomizationName productId:string
CustomizationVirtualMachineName < CustomizationName:
CustomizationWinOptions < CustomizationOptions: changeSID:boolean deleteAccounts:boolean reboot?:CustomizationSysprepRebootOption
HostDiskMappingInfo: physicalPartition?:HostDiskMappingPartitionInfo name:string exclusive?:boolean
HostDiskMappingPartitionInfo: name:string fileSystem:string capacityInKb:long
HostDiskMappingOption: physicalPartition?:HostDiskMappingPartitionOption[] name:string
HostDiskMappingPartitionOption: name:string fileSystem:string capacityInKb:long
ParaVirtualSCSIController < VirtualSCSIController @2.5u2server:
ParaVirtualSCSIControllerOption < VirtualSCSIControllerOption @2.5u2server:
VirtualAHCIController < VirtualSATAController @5.5:
VirtualAHCIControllerOption < VirtualSATAControllerOption @5.5:
VirtualBusLogicController < VirtualSCSIController:
VirtualBusLogicControllerOption < VirtualSCSIControllerOption:
VirtualCdrom < VirtualDevice:
VirtualCdromAtapiBackingInfo < VirtualDeviceDeviceBackingInfo:
VirtualCdromIsoBackingInfo < VirtualDeviceFileBackingInfo:
VirtualCdromPassthroughBackingInfo < VirtualDeviceDeviceBackingInfo: exclusive:boolean
VirtualCdromRemoteAtapiBackingInfo < VirtualDeviceRemoteDeviceBackingInfo:
VirtualCdromRemotePassthroughBackingInfo < VirtualDeviceRemoteDeviceBackingInfo: exclusive:boolean
VirtualCdromOption < VirtualDeviceOption:
VirtualCdromAtapiBackingOption < VirtualDeviceDeviceBackingOption:
VirtualCdromIsoBackingOption < VirtualDeviceFileBackingOption:
VirtualCdromPassthroughBackingOption < VirtualDeviceDeviceBackingOption: exclusive:BoolOption
VirtualCdromRemoteAtapiBackingOption < VirtualDeviceDeviceBackingOption:
VirtualCdromRemotePassthroughBackingOption < VirtualDeviceRemoteDeviceBackingOption: exclusive:BoolOption
VirtualController < VirtualDevice: busNumber:int device?:int[]
VirtualControllerOption < VirtualDeviceOption: devices:IntOption supportedDevice?:string[]
VirtualDevice: key:int deviceInfo?:Description backing?:VirtualDeviceBackingInfo connectable?:VirtualDeviceConnectInfo slotInfo?:VirtualDeviceBusSlotInfo@5.1 controllerKey?:int unitNumber?:int numaNode?:int@8.0.0.1 deviceGroupInfo?:VirtualDeviceDeviceGroupInfo@8.0.0.1
VirtualDeviceBackingInfo:
VirtualDeviceBusSlotInfo @5.1:
VirtualDeviceConnectInfo: migrateConnect?:string@6.7 startConnected:boolean allowGuestControl:boolean connected:boolean status?:string@4.0
VirtualDeviceDeviceBackingInfo < VirtualDeviceBackingInfo: deviceName:string useAutoDetect?:boolean
VirtualDeviceDeviceGroupInfo @8.0.0.1: groupInstanceKey:int@8.0.0.1 sequenceId:int@8.0.0.1
VirtualDeviceFileBackingInfo < VirtualDeviceBackingInfo: fileName:string datastore?:*Datastore backingObjectId?:string@5.5
VirtualDevicePciBusSlotInfo < VirtualDeviceBusSlotInfo @5.1: pciSlotNumber:int@5.1
VirtualDevicePipeBackingInfo < VirtualDeviceBackingInfo: pipeName:string
VirtualDeviceRemoteDeviceBackingInfo < VirtualDeviceBackingInfo: deviceName:string useAutoDetect?:boolean
VirtualDeviceURIBackingInfo < VirtualDeviceBackingInfo @4.1: serviceURI:string@4.1 direction:string@4.1 proxyURI?:string@4.1
VirtualDeviceOption: type:string connectOption?:VirtualDeviceConnectOption busSlotOption?:VirtualDeviceBusSlotOption@5.1 controllerType?:string autoAssignController?:BoolOption backingOption?:VirtualDeviceBackingOption[] defaultBackingOptionIndex?:int licensingLimit?:string[] deprecated:boolean plugAndPlay:boolean hotRemoveSupported:boolean@2.5u2server numaSupported?:boolean@8.0.0.1
VirtualDeviceBackingOption: type:string
VirtualDeviceBusSlotOption @5.1: type:string@5.1
VirtualDeviceConnectOption: startConnected:BoolOption allowGuestControl:BoolOption
VirtualDeviceDeviceBackingOption < VirtualDeviceBackingOption: autoDetectAvailable:BoolOption
VirtualDeviceFileBackingOption < VirtualDeviceBackingOption: fileNameExtensions?:ChoiceOption
VirtualDevicePipeBackingOption < VirtualDeviceBackingOption:
VirtualDeviceRemoteDeviceBackingOption < VirtualDeviceBackingOption: autoDetectAvailable:BoolOption
VirtualDeviceURIBackingOption < VirtualDeviceBackingOption @4.1: directions:ChoiceOption@4.1
VirtualDeviceConfigSpec: operation?:VirtualDeviceConfigSpecOperation fileOperation?:VirtualDeviceConfigSpecFileOperation device:VirtualDevice profile?:VirtualMachineProfileSpec[]@5.5 backing?:VirtualDeviceConfigSpecBackingSpec@6.5 filterSpec?:VirtualMachineBaseIndependentFilterSpec[]@7.0.2.1 changeMode?:string@8.0.0.1
VirtualDeviceConfigSpecBackingSpec @6.5: parent?:VirtualDeviceConfigSpecBackingSpec@6.5 crypto?:CryptoSpec@6.5
VirtualDisk < VirtualDevice: capacityInKB:long capacityInBytes?:long@5.5 shares?:SharesInfo storageIOAllocation?:StorageIOAllocationInfo@4.1 diskObjectId?:string@5.5 vFlashCacheConfigInfo?:VirtualDiskVFlashCacheConfigInfo@5.5 iofilter?:string[]@6.0 vDiskId?:ID@6.5 vDiskVersion?:int@8.0.1.0 nativeUnmanagedLinkedClone?:boolean@6.7 independentFilters?:VirtualMachineBaseIndependentFilterSpec[]@7.0.2.1 guestReadOnly?:boolean@8.0.2.0
VirtualDiskFlatVer1BackingInfo < VirtualDeviceFileBackingInfo: diskMode:string split?:boolean writeThrough?:boolean contentId?:string@4.0 parent?:VirtualDiskFlatVer1BackingInfo@4.0
VirtualDiskFlatVer2BackingInfo < VirtualDeviceFileBackingInfo: diskMode:string split?:boolean writeThrough?:boolean thinProvisioned?:boolean eagerlyScrub?:boolean@4.0 uuid?:string contentId?:string@4.0 changeId?:string@4.0 parent?:VirtualDiskFlatVer2BackingInfo@4.0 deltaDiskFormat?:string@5.0 digestEnabled?:boolean@5.0 deltaGrainSize?:int@5.1 deltaDiskFormatVariant?:string@6.0 sharing?:string@6.0 keyId?:CryptoKeyId@6.5
VirtualDiskLocalPMemBackingInfo < VirtualDeviceFileBackingInfo @6.7: diskMode:string@6.7 uuid?:string@6.7 volumeUUID?:string@6.7 contentId?:string@6.7
VirtualDiskPartitionedRawDiskVer2BackingInfo < VirtualDiskRawDiskVer2BackingInfo: partition:int[]
VirtualDiskRawDiskMappingVer1BackingInfo < VirtualDeviceFileBackingInfo: lunUuid?:string deviceName?:string compatibilityMode?:string diskMode?:string uuid?:string contentId?:string@4.0 changeId?:string@4.0 parent?:VirtualDiskRawDiskMappingVer1BackingInfo@4.0 deltaDiskFormat?:string@6.7 deltaGrainSize?:int@6.7 sharing?:string@6.0
VirtualDiskRawDiskVer2BackingInfo < VirtualDeviceDeviceBackingInfo: descriptorFileName:string uuid?:string changeId?:string@4.0 sharing?:string@6.0
VirtualDiskSeSparseBackingInfo < VirtualDeviceFileBackingInfo @5.1: diskMode:string@5.1 writeThrough?:boolean@5.1 uuid?:string@5.1 contentId?:string@5.1 changeId?:string@5.1 parent?:VirtualDiskSeSparseBackingInfo@5.1 deltaDiskFormat?:string@5.1 digestEnabled?:boolean@5.1 grainSize?:int@5.1 keyId?:CryptoKeyId@6.5
VirtualDiskSparseVer1BackingInfo < VirtualDeviceFileBackingInfo: diskMode:string split?:boolean writeThrough?:boolean spaceUsedInKB?:long contentId?:string@4.0 parent?:VirtualDiskSparseVer1BackingInfo@4.0
VirtualDiskSparseVer2BackingInfo < VirtualDeviceFileBackingInfo: diskMode:string split?:boolean writeThrough?:boolean spaceUsedInKB?:long uuid?:string contentId?:string@4.0 changeId?:string@4.0 parent?:VirtualDiskSparseVer2BackingInfo@4.0 keyId?:CryptoKeyId@6.5
VirtualDiskVFlashCacheConfigInfo @5.5: vFlashModule?:string@5.5 reservationInMB?:long@5.5 cacheConsistencyType?:string@5.5 cacheMode?:string@5.5 blockSizeInKB?:long@5.5
VirtualDiskId @5.0: vm:*VirtualMachine@5.0 diskId:int@5.0
VirtualDiskOption < VirtualDeviceOption: capacityInKB:LongOption ioAllocationOption:StorageIOAllocationOption@4.1 vFlashCacheConfigOption?:VirtualDiskOptionVFlashCacheConfigOption@5.5
VirtualDiskDeltaDiskFormatsSupported @5.1: datastoreType:string@5.1 deltaDiskFormat:ChoiceOption@5.1
VirtualDiskFlatVer1BackingOption < VirtualDeviceFileBackingOption: diskMode:ChoiceOption split:BoolOption writeThrough:BoolOption growable:boolean
VirtualDiskFlatVer2BackingOption < VirtualDeviceFileBackingOption: diskMode:ChoiceOption split:BoolOption writeThrough:BoolOption growable:boolean hotGrowable:boolean uuid:boolean thinProvisioned:BoolOption@4.0 eagerlyScrub:BoolOption@4.0 deltaDiskFormat:ChoiceOption@5.0 deltaDiskFormatsSupported:VirtualDiskDeltaDiskFormatsSupported[]@5.1
VirtualDiskLocalPMemBackingOption < VirtualDeviceFileBackingOption @6.7: diskMode:ChoiceOption@6.7 growable:boolean@6.7 hotGrowable:boolean@6.7 uuid:boolean@6.7
VirtualDiskPartitionedRawDiskVer2BackingOption < VirtualDiskRawDiskVer2BackingOption:
VirtualDiskRawDiskMappingVer1BackingOption < VirtualDeviceDeviceBackingOption: descriptorFileNameExtensions?:ChoiceOption compatibilityMode:ChoiceOption diskMode:ChoiceOption uuid:boolean
VirtualDiskRawDiskVer2BackingOption < VirtualDeviceDeviceBackingOption: descriptorFileNameExtensions:ChoiceOption uuid:boolean
VirtualDiskSeSparseBackingOption < VirtualDeviceFileBackingOption @5.1: diskMode:ChoiceOption@5.1 writeThrough:BoolOption@5.1 growable:boolean@5.1 hotGrowable:boolean@5.1 uuid:boolean@5.1 deltaDiskFormatsSupported:VirtualDiskDeltaDiskFormatsSupported[]@5.1
VirtualDiskSparseVer1BackingOption < VirtualDeviceFileBackingOption: diskModes:ChoiceOption split:BoolOption writeThrough:BoolOption growable:boolean
VirtualDiskSparseVer2BackingOption < VirtualDeviceFileBackingOption: diskMode:ChoiceOption split:BoolOption writeThrough:BoolOption growable:boolean hotGrowable:boolean uuid:boolean
VirtualDiskOptionVFlashCacheConfigOption @5.5: cacheConsistencyType:ChoiceOption@5.5 cacheMode:ChoiceOption@5.5 reservationInMB:LongOption@5.5 blockSizeInKB:LongOption@5.5
VirtualDiskConfigSpec < VirtualDeviceConfigSpec @5.5: diskMoveType?:string@6.0 migrateCache?:boolean@5.5
VirtualE1000 < VirtualEthernetCard:
VirtualE1000Option < VirtualEthernetCardOption:
VirtualE1000e < VirtualEthernetCard @5.0:
VirtualE1000eOption < VirtualEthernetCardOption @5.0:
VirtualEnsoniq1371 < VirtualSoundCard:
VirtualEnsoniq1371Option < VirtualSoundCardOption:
VirtualEthernetCard < VirtualDevice: addressType?:string macAddress?:string wakeOnLanEnabled?:boolean resourceAllocation?:VirtualEthernetCardResourceAllocation@6.0 externalId?:string@6.0 uptCompatibilityEnabled?:boolean@6.0
VirtualEthernetCardDistributedVirtualPortBackingInfo < VirtualDeviceBackingInfo @4.0: port:DistributedVirtualSwitchPortConnection@4.0
VirtualEthernetCardLegacyNetworkBackingInfo < VirtualDeviceDeviceBackingInfo:
VirtualEthernetCardNetworkBackingInfo < VirtualDeviceDeviceBackingInfo: network?:*Network inPassthroughMode?:boolean@2.5u2server
VirtualEthernetCardOpaqueNetworkBackingInfo < VirtualDeviceBackingInfo @5.5: opaqueNetworkId:string@5.5 opaqueNetworkType:string@5.5
VirtualEthernetCardResourceAllocation @6.0: reservation?:long@6.0 share:SharesInfo@6.0 limit?:long@6.0
VirtualEthernetCardOption < VirtualDeviceOption: supportedOUI:ChoiceOption macType:ChoiceOption wakeOnLanEnabled:BoolOption vmDirectPathGen2Supported?:boolean@4.1 uptCompatibilityEnabled?:BoolOption@6.0
VirtualEthernetCardDVPortBackingOption < VirtualDeviceBackingOption @4.0:
VirtualEthernetCardLegacyNetworkBackingOption < VirtualDeviceDeviceBackingOption:
VirtualEthernetCardNetworkBackingOption < VirtualDeviceDeviceBackingOption:
VirtualEthernetCardOpaqueNetworkBackingOption < VirtualDeviceBackingOption @5.5:
VirtualFloppy < VirtualDevice:
VirtualFloppyDeviceBackingInfo < VirtualDeviceDeviceBackingInfo:
VirtualFloppyImageBackingInfo < VirtualDeviceFileBackingInfo:
VirtualFloppyRemoteDeviceBackingInfo < VirtualDeviceRemoteDeviceBackingInfo:
VirtualFloppyOption < VirtualDeviceOption:
VirtualFloppyDeviceBackingOption < VirtualDeviceDeviceBackingOption:
VirtualFloppyImageBackingOption < VirtualDeviceFileBackingOption:
VirtualFloppyRemoteDeviceBackingOption < VirtualDeviceRemoteDeviceBackingOption:
VirtualHdAudioCard < VirtualSoundCard @5.0:
VirtualHdAudioCardOption < VirtualSoundCardOption @5.0:
VirtualIDEController < VirtualController:
VirtualIDEControllerOption < VirtualControllerOption: numIDEDisks:IntOption numIDECdroms:IntOption
VirtualKeyboard < VirtualDevice:
VirtualKeyboardOption < VirtualDeviceOption:
VirtualLsiLogicController < VirtualSCSIController:
VirtualLsiLogicControllerOption < VirtualSCSIControllerOption:
VirtualLsiLogicSASController < VirtualSCSIController @2.5u2server:
VirtualLsiLogicSASControllerOption < VirtualSCSIControllerOption @2.5u2server:
VirtualNVDIMM < VirtualDevice @6.7: capacityInMB:long@6.7 configuredCapacityInMB?:long@7.0.2.0
VirtualNVDIMMBackingInfo < VirtualDeviceFileBackingInfo @6.7: parent?:VirtualNVDIMMBackingInfo@6.7 changeId?:string@6.7
VirtualNVDIMMController < VirtualController @6.7:
VirtualNVDIMMControllerOption < VirtualControllerOption @6.7: numNVDIMMControllers:IntOption@6.7
VirtualNVDIMMOption < VirtualDeviceOption @6.7: capacityInMB:LongOption@6.7 growable:boolean@6.7 hotGrowable:boolean@6.7 granularityInMB:long@6.7
VirtualNVMEController < VirtualController @6.5: sharedBus?:string@8.0.2.0
VirtualNVMEControllerOption < VirtualControllerOption @6.5: numNVMEDisks:IntOption@6.5 sharing?:string[]@8.0.2.0
VirtualPCIController < VirtualController:
VirtualPCIControllerOption < VirtualControllerOption: numSCSIControllers:IntOption numEthernetCards:IntOption numVideoCards:IntOption numSoundCards:IntOption numVmiRoms:IntOption numVmciDevices:IntOption@2.5u2server numPCIPassthroughDevices:IntOption@2.5u2server numSasSCSIControllers:IntOption@2.5u2server numVmxnet3EthernetCards:IntOption@2.5u2server numParaVirtualSCSIControllers:IntOption@2.5u2server numSATAControllers:IntOption@5.5 numNVMEControllers?:IntOption@6.5 numVmxnet3VrdmaEthernetCards?:IntOption@6.7
VirtualPCIPassthrough < VirtualDevice @4.0:
VirtualPCIPassthroughAllowedDevice @7.0.0.0: vendorId:int@7.0.0.0 deviceId:int@7.0.0.0 subVendorId?:int@7.0.0.0 subDeviceId?:int@7.0.0.0 revisionId?:short@7.0.0.0
VirtualPCIPassthroughDeviceBackingInfo < VirtualDeviceDeviceBackingInfo @4.0: id:string@4.0 deviceId:string@4.0 systemId:string@4.0 vendorId:short@4.0
VirtualPCIPassthroughDvxBackingInfo < VirtualDeviceBackingInfo @8.0.0.1: deviceClass?:string@8.0.0.1 configParams?:OptionValue[]@8.0.0.1
VirtualPCIPassthroughDynamicBackingInfo < VirtualDeviceDeviceBackingInfo @7.0.0.0: allowedDevice?:VirtualPCIPassthroughAllowedDevice[]@7.0.0.0 customLabel?:string@7.0.0.0 assignedId?:string@7.0.0.0
VirtualPCIPassthroughPluginBackingInfo < VirtualDeviceBackingInfo @6.0:
VirtualPCIPassthroughVmiopBackingInfo < VirtualPCIPassthroughPluginBackingInfo @6.0: vgpu?:string@6.0 vgpuMigrateDataSizeMB?:int@8.0.0.1 migrateSupported?:boolean@7.0.2.0 enhancedMigrateCapability?:boolean@8.0.0.1
VirtualPCIPassthroughOption < VirtualDeviceOption @4.0:
VirtualPCIPassthroughDeviceBackingOption < VirtualDeviceDeviceBackingOption @4.0:
VirtualPCIPassthroughDvxBackingOption < VirtualDeviceBackingOption @8.0.0.1:
VirtualPCIPassthroughDynamicBackingOption < VirtualDeviceDeviceBackingOption @7.0.0.0:
VirtualPCIPassthroughPluginBackingOption < VirtualDeviceBackingOption @6.0:
VirtualPCIPassthroughVmiopBackingOption < VirtualPCIPassthroughPluginBackingOption @6.0: vgpu:StringOption@6.0 maxInstances:int@6.0
VirtualPCNet32 < VirtualEthernetCard:
VirtualPCNet32Option < VirtualEthernetCardOption: supportsMorphing:boolean
VirtualPS2Controller < VirtualController:
VirtualPS2ControllerOption < VirtualControllerOption: numKeyboards:IntOption numPointingDevices:IntOption
VirtualParallelPort < VirtualDevice:
VirtualParallelPortDeviceBackingInfo < VirtualDeviceDeviceBackingInfo:
VirtualParallelPortFileBackingInfo < VirtualDeviceFileBackingInfo:
VirtualParallelPortOption < VirtualDeviceOption:
VirtualParallelPortDeviceBackingOption < VirtualDeviceDeviceBackingOption:
VirtualParallelPortFileBackingOption < VirtualDeviceFileBackingOption:
VirtualPointingDevice < VirtualDevice:
VirtualPointingDeviceDeviceBackingInfo < VirtualDeviceDeviceBackingInfo: hostPointingDevice:string
VirtualPointingDeviceOption < VirtualDeviceOption:
VirtualPointingDeviceBackingOption < VirtualDeviceDeviceBackingOption: hostPointingDevice:ChoiceOption
VirtualPrecisionClock < VirtualDevice @7.0.0.0:
VirtualPrecisionClockSystemClockBackingInfo < VirtualDeviceBackingInfo @7.0.0.0: protocol?:string@7.0.0.0
VirtualPrecisionClockOption < VirtualDeviceOption @7.0.0.0:
VirtualPrecisionClockSystemClockBackingOption < VirtualDeviceBackingOption @7.0.0.0: protocol:ChoiceOption@7.0.0.0
VirtualSATAController < VirtualController @5.5:
VirtualSATAControllerOption < VirtualControllerOption @5.5: numSATADisks:IntOption@5.5 numSATACdroms:IntOption@5.5
VirtualSCSIController < VirtualController: hotAddRemove?:boolean sharedBus:VirtualSCSISharing scsiCtlrUnitNumber?:int
VirtualSCSIControllerOption < VirtualControllerOption: numSCSIDisks:IntOption numSCSICdroms:IntOption numSCSIPassthrough:IntOption sharing:VirtualSCSISharing[] defaultSharedIndex:int hotAddRemove:BoolOption scsiCtlrUnitNumber:int
VirtualSCSIPassthrough < VirtualDevice:
VirtualSCSIPassthroughDeviceBackingInfo < VirtualDeviceDeviceBackingInfo:
VirtualSCSIPassthroughOption < VirtualDeviceOption:
VirtualSCSIPassthroughDeviceBackingOption < VirtualDeviceDeviceBackingOption:
VirtualSIOController < VirtualController:
VirtualSIOControllerOption < VirtualControllerOption: numFloppyDrives:IntOption numSerialPorts:IntOption numParallelPorts:IntOption
VirtualSerialPort < VirtualDevice: yieldOnPoll:boolean
VirtualSerialPortDeviceBackingInfo < VirtualDeviceDeviceBackingInfo:
VirtualSerialPortFileBackingInfo < VirtualDeviceFileBackingInfo:
VirtualSerialPortPipeBackingInfo < VirtualDevicePipeBackingInfo: endpoint:string noRxLoss?:boolean
VirtualSerialPortThinPrintBackingInfo < VirtualDeviceBackingInfo @5.1:
VirtualSerialPortURIBackingInfo < VirtualDeviceURIBackingInfo @4.1:
VirtualSerialPortOption < VirtualDeviceOption: yieldOnPoll:BoolOption
VirtualSerialPortDeviceBackingOption < VirtualDeviceDeviceBackingOption:
VirtualSerialPortFileBackingOption < VirtualDeviceFileBackingOption:
VirtualSerialPortPipeBackingOption < VirtualDevicePipeBackingOption: endpoint:ChoiceOption noRxLoss:BoolOption
VirtualSerialPortThinPrintBackingOption < VirtualDeviceBackingOption @5.1:
VirtualSerialPortURIBackingOption < VirtualDeviceURIBackingOption @4.1:
VirtualSoundBlaster16 < VirtualSoundCard:
VirtualSoundBlaster16Option < VirtualSoundCardOption:
VirtualSoundCard < VirtualDevice:
VirtualSoundCardDeviceBackingInfo < VirtualDeviceDeviceBackingInfo:
VirtualSoundCardOption < VirtualDeviceOption:
VirtualSoundCardDeviceBackingOption < VirtualDeviceDeviceBackingOption:
VirtualSriovEthernetCard < VirtualEthernetCard @5.5: allowGuestOSMtuChange?:boolean@5.5 sriovBacking?:VirtualSriovEthernetCardSriovBackingInfo@5.5 dvxBackingInfo?:VirtualPCIPassthroughDvxBackingInfo@8.0.0.1
VirtualSriovEthernetCardSriovBackingInfo < VirtualDeviceBackingInfo @5.5: physicalFunctionBacking?:VirtualPCIPassthroughDeviceBackingInfo@5.5 virtualFunctionBacking?:VirtualPCIPassthroughDeviceBackingInfo@5.5 virtualFunctionIndex?:int@5.5
VirtualSriovEthernetCardOption < VirtualEthernetCardOption @5.5:
VirtualSriovEthernetCardSriovBackingOption < VirtualDeviceBackingOption @5.5:
VirtualTPM < VirtualDevice @6.7: endorsementKeyCertificateSigningRequest?:base64Binary[]@6.7 endorsementKeyCertificate?:base64Binary[]@6.7
VirtualTPMOption < VirtualDeviceOption @6.7: supportedFirmware?:string[]@6.7
VirtualUSB < VirtualDevice: connected:boolean vendor?:int@4.1 product?:int@4.1 family?:string[]@4.1 speed?:string[]@4.1
VirtualUSBRemoteClientBackingInfo < VirtualDeviceRemoteDeviceBackingInfo @5.0: hostname:string@5.0
VirtualUSBRemoteHostBackingInfo < VirtualDeviceDeviceBackingInfo @4.1: hostname:string@4.1
VirtualUSBUSBBackingInfo < VirtualDeviceDeviceBackingInfo:
VirtualUSBController < VirtualController: autoConnectDevices?:boolean ehciEnabled?:boolean
VirtualUSBControllerPciBusSlotInfo < VirtualDevicePciBusSlotInfo @5.1: ehciPciSlotNumber?:int@5.1
VirtualUSBControllerOption < VirtualControllerOption: autoConnectDevices:BoolOption ehciSupported:BoolOption supportedSpeeds:string[]@5.0
VirtualUSBOption < VirtualDeviceOption:
VirtualUSBRemoteClientBackingOption < VirtualDeviceRemoteDeviceBackingOption @5.0:
VirtualUSBRemoteHostBackingOption < VirtualDeviceDeviceBackingOption @4.1:
VirtualUSBUSBBackingOption < VirtualDeviceDeviceBackingOption:
VirtualUSBXHCIController < VirtualController @5.0: autoConnectDevices?:boolean@5.0
VirtualUSBXHCIControllerOption < VirtualControllerOption @5.0: autoConnectDevices:BoolOption@5.0 supportedSpeeds:string[]@5.0
VirtualMachineVMCIDevice < VirtualDevice @2.5u2server: id?:long@2.5u2server allowUnrestrictedCommunication?:boolean@2.5u2server filterEnable?:boolean@6.0 filterInfo?:VirtualMachineVMCIDeviceFilterInfo@6.0
VirtualMachineVMCIDeviceFilterInfo @6.0: filters?:VirtualMachineVMCIDeviceFilterSpec[]@6.0
VirtualMachineVMCIDeviceFilterSpec @6.0: rank:long@6.0 action:string@6.0 protocol:string@6.0 direction:string@6.0 lowerDstPortBoundary?:long@6.0 upperDstPortBoundary?:long@6.0
VirtualMachineVMCIDeviceOption < VirtualDeviceOption @2.5u2server: allowUnrestrictedCommunication:BoolOption@2.5u2server filterSpecOption?:VirtualMachineVMCIDeviceOptionFilterSpecOption@6.0 filterSupported?:BoolOption@6.0
VirtualMachineVMCIDeviceOptionFilterSpecOption @6.0: action:ChoiceOption@6.0 protocol:ChoiceOption@6.0 direction:ChoiceOption@6.0 lowerDstPortBoundary:LongOption@6.0 upperDstPortBoundary:LongOption@6.0
VirtualMachineVMIROM < VirtualDevice:
VirtualVMIROMOption < VirtualDeviceOption:
VirtualMachineVideoCard < VirtualDevice: videoRamSizeInKB?:long numDisplays?:int@2.5u2server useAutoDetect?:boolean@2.5u2server enable3DSupport?:boolean@2.5u2server use3dRenderer?:string@5.1 graphicsMemorySizeInKB?:long@6.0
VirtualVideoCardOption < VirtualDeviceOption: videoRamSizeInKB?:LongOption numDisplays?:IntOption@2.5u2server useAutoDetect?:BoolOption@2.5u2server support3D?:BoolOption@2.5u2server use3dRendererSupported?:BoolOption@5.1 graphicsMemorySizeInKB?:LongOption@6.0 graphicsMemorySizeSupported?:BoolOption@6.0
VirtualVmxnet < VirtualEthernetCard:
VirtualVmxnet2 < VirtualVmxnet:
VirtualVmxnet2Option < VirtualVmxnetOption:
VirtualVmxnet3 < VirtualVmxnet @2.5u2server: uptv2Enabled?:boolean@8.0.0.1
VirtualVmxnet3Option < VirtualVmxnetOption @2.5u2server: uptv2Enabled?:BoolOption@8.0.0.1
VirtualVmxnet3Vrdma < VirtualVmxnet3 @6.5: deviceProtocol?:string@6.7
VirtualVmxnet3VrdmaOption < VirtualVmxnet3Option @6.5: deviceProtocol?:ChoiceOption@6.7
VirtualVmxnetOption < VirtualEthernetCardOption:
VirtualWDT < VirtualDevice @7.0.0.0: runOnBoot:boolean@7.0.0.0 running:boolean@7.0.0.0
VirtualWDTOption < VirtualDeviceOption @7.0.0.0: runOnBoot:BoolOption@7.0.0.0
GuestAliases @6.0: base64Cert:string@6.0 aliases:GuestAuthAliasInfo[]@6.0
GuestAuthAliasInfo @6.0: subject:GuestAuthSubject@6.0 comment:string@6.0
GuestAuthAnySubject < GuestAuthSubject @6.0:
GuestAuthNamedSubject < GuestAuthSubject @6.0: name:string@6.0
GuestAuthSubject @6.0:
GuestMappedAliases @6.0: base64Cert:string@6.0 username:string@6.0 subjects:GuestAuthSubject[]@6.0
GuestFileAttributes @5.0: modificationTime?:dateTime@5.0 accessTime?:dateTime@5.0 symlinkTarget?:string@5.0
GuestFileInfo @5.0: path:string@5.0 type:string@5.0 size:long@5.0 attributes:GuestFileAttributes@5.0
FileTransferInformation @5.0: attributes:GuestFileAttributes@5.0 size:long@5.0 url:string@5.0
GuestListFileInfo @5.0: files?:GuestFileInfo[]@5.0 remaining:int@5.0
GuestPosixFileAttributes < GuestFileAttributes @5.0: ownerId?:int@5.0 groupId?:int@5.0 permissions?:long@5.0
GuestWindowsFileAttributes < GuestFileAttributes @5.0: hidden?:boolean@5.0 readOnly?:boolean@5.0 createTime?:dateTime@5.0
GuestAuthentication @5.0: interactiveSession:boolean@5.0
NamePasswordAuthentication < GuestAuthentication @5.0: username:string@5.0 password:string@5.0
GuestProcessInfo @5.0: name:string@5.0 pid:long@5.0 owner:string@5.0 cmdLine:string@5.0 startTime:dateTime@5.0 endTime?:dateTime@5.0 exitCode?:int@5.0
GuestProgramSpec @5.0: programPath:string@5.0 arguments:string@5.0 workingDirectory?:string@5.0 envVariables?:string[]@5.0
GuestWindowsProgramSpec < GuestProgramSpec @5.0: startMinimized:boolean@5.0
SAMLTokenAuthentication < GuestAuthentication @6.0: token:string@6.0 username?:string@6.0
SSPIAuthentication < GuestAuthentication @5.0: sspiToken:string@5.0
TicketedSessionAuthentication < GuestAuthentication @5.0: ticket:string@5.0
DeviceGroupId @6.5: id:string@6.5
FaultDomainId @6.5: id:string@6.5
ReplicationGroupId @6.5: faultDomainId:FaultDomainId@6.5 deviceGroupId:DeviceGroupId@6.5
ReplicationSpec @6.5: replicationGroupId:ReplicationGroupId@6.5
ID @6.5: id:string@6.5
DynamicArray: dynamicType?:string val:anyType[]
DynamicProperty: name:string val:anyType
KeyAnyValue: key:string value:anyType
LocalizableMessage: key:string arg?:KeyAnyValue[] message?:string
LocalizedMethodFault: fault:MethodFault localizedMessage?:string
MethodFault: faultCause?:LocalizedMethodFault faultMessage?:LocalizableMessage[]
RuntimeFault < MethodFault:
HostCommunication < RuntimeFault:
HostNotConnected < HostCommunication:
HostNotReachable < HostCommunication:
InvalidArgument < RuntimeFault: invalidProperty?:string
InvalidRequest < RuntimeFault:
InvalidType < InvalidRequest: argument?:string
ManagedObjectNotFound < RuntimeFault: obj:*ManagedObject
MethodNotFound < InvalidRequest: receiver:*ManagedObject method:string
NotEnoughLicenses < RuntimeFault:
NotImplemented < RuntimeFault:
NotSupported < RuntimeFault:
RequestCanceled < RuntimeFault:
SecurityError < RuntimeFault:
SystemError < RuntimeFault: reason:string
UnexpectedFault < RuntimeFault: faultName:string fault?:LocalizedMethodFault
InvalidCollectorVersion < MethodFault:
InvalidProperty < MethodFault: name:string
PropertyChange: name:string op:PropertyChangeOp val?:anyType
PropertyFilterSpec: propSet:PropertySpec[] objectSet:ObjectSpec[] reportMissingObjectsInResults?:boolean@4.1
PropertyFilterUpdate: filter:*PropertyFilter objectSet?:ObjectUpdate[] missingSet?:MissingObject[]
MissingObject: obj:*ManagedObject fault:LocalizedMethodFault
MissingProperty: path:string fault:LocalizedMethodFault
ObjectContent: obj:*ManagedObject propSet?:DynamicProperty[] missingSet?:MissingProperty[]
ObjectSpec: obj:*ManagedObject skip?:boolean selectSet?:SelectionSpec[]
ObjectUpdate: kind:ObjectUpdateKind obj:*ManagedObject changeSet?:PropertyChange[] missingSet?:MissingProperty[]
PropertySpec: type:string all?:boolean pathSet?:string[]
RetrieveOptions @4.1: maxObjects?:int@4.1
RetrieveResult @4.1: token?:string@4.1 objects:ObjectContent[]@4.1
SelectionSpec: name?:string
TraversalSpec < SelectionSpec: type:string path:string skip?:boolean selectSet?:SelectionSpec[]
UpdateSet: version:string filterSet?:PropertyFilterUpdate[] truncated?:boolean@4.1
WaitOptions @4.1: maxWaitSeconds?:int@4.1 maxObjectUpdates?:int@4.1
`

export const enums = `
BatchResultResult = success fail
ClusterComputeResourceHCIWorkflowState = in_progress done invalid
ClusterComputeResourceVcsHealthStatus = healthy degraded nonhealthy
ComputeResourceHostSPBMLicenseInfoHostSPBMLicenseState = licensed unlicensed unknown
ConfigSpecOperation = add edit remove
DatastoreAccessible = True False
DatastoreSummaryMaintenanceModeState = normal enteringMaintenance inMaintenance
DiagnosticManagerLogCreator = vpxd vpxa hostd serverd install vpxClient recordLog
DiagnosticManagerLogFormat = plain
DistributedVirtualSwitchHostInfrastructureTrafficClass = management faultTolerance vmotion virtualMachine iSCSI nfs hbr vsan vdp backupNfc nvmetcp provisioning
DistributedVirtualSwitchNetworkResourceControlVersion = version2 version3
DistributedVirtualSwitchNicTeamingPolicyMode = loadbalance_ip loadbalance_srcmac loadbalance_srcid failover_explicit loadbalance_loadbased
DistributedVirtualSwitchProductSpecOperationType = preInstall upgrade notifyAvailableUpgrade proceedWithUpgrade updateBundleInfo
DrsInjectorWorkloadCorrelationState = Correlated Uncorrelated
FolderDesiredHostState = maintenance non_maintenance
ReplicationVmState = none paused syncing idle active error
QuiesceMode = application filesystem none
HealthUpdateInfoComponentType = Memory Power Fan Network Storage
HostSystemConnectionState = connected notResponding disconnected
HostCryptoState = incapable prepared safe pendingIncapable
HostSystemPowerState = poweredOn poweredOff standBy unknown
HostSystemRemediationStateState = remediationReady precheckRemediationRunning precheckRemediationComplete precheckRemediationFailed remediationRunning remediationFailed
HostStandbyMode = entering exiting in none
HttpNfcLeaseManifestEntryChecksumType = sha1 sha256
HttpNfcLeaseMode = pushOrGet pull
HttpNfcLeaseState = initializing ready done error
IoFilterType = cache replication encryption compression inspection datastoreIoControl dataProvider dataCapture
IoFilterOperation = install uninstall upgrade
LatencySensitivitySensitivityLevel = low normal medium high custom
LicenseFeatureInfoUnit = host cpuCore cpuPackage server vm
LicenseFeatureInfoSourceRestriction = unrestricted served file
LicenseFeatureInfoState = enabled disabled optional
HostLicensableResourceKey = numCpuPackages numCpuCores memorySize memoryForVms numVmsStarted numVmsStarting vsanCapacity
LicenseManagerLicenseKey = esxFull esxVmtn esxExpress san iscsi nas vsmp backup vc vcExpress esxHost gsxHost serverHost drsPower vmotion drs das
LicenseManagerState = initializing normal marginal fault
LicenseReservationInfoState = notUsed noLicense unlicensedUse licensed
ManagedEntityStatus = gray green yellow red
OvfConsumerOstNodeType = envelope virtualSystem virtualSystemCollection
OvfCreateImportSpecParamsDiskProvisioningType = monolithicSparse monolithicFlat twoGbMaxExtentSparse twoGbMaxExtentFlat thin thick seSparse eagerZeroedThick sparse flat
PerfSummaryType = average maximum minimum latest summation none
PerfStatsType = absolute delta rate
PerformanceManagerUnit = percent kiloBytes megaBytes gigaBytes megaHertz number microsecond millisecond second kiloBytesPerSecond megaBytesPerSecond watt joule teraBytes celsius nanosecond
PerfFormat = normal csv
ResourceConfigSpecScaleSharesBehavior = disabled scaleCpuAndMemoryShares
VMotionCompatibilityType = cpu software
ValidateMigrationTestType = sourceTests compatibilityTests diskAccessibilityTests resourceTests
SessionManagerGenericServiceTicketTicketType = HttpNfcServiceTicket HostServiceTicket VcServiceTicket
SessionManagerHttpServiceRequestSpecMethod = httpOptions httpGet httpHead httpPost httpPut httpDelete httpTrace httpConnect
SharesLevel = low normal high custom
SimpleCommandEncoding = CSV HEX STRING
StorageIORMThresholdMode = automatic manual
TaskFilterSpecRecursionOption = self children all
TaskFilterSpecTimeOption = queuedTime startedTime completedTime
TaskInfoState = queued running success error
VirtualAppVAppState = started stopped starting stopping
VirtualDiskAdapterType = ide busLogic lsiLogic
VirtualDiskType = preallocated thin seSparse rdm rdmp raw delta sparse2Gb thick2Gb eagerZeroedThick sparseMonolithic flatMonolithic thick
VirtualMachineAppHeartbeatStatusType = appStatusGray appStatusGreen appStatusRed
VirtualMachineConnectionState = connected disconnected orphaned inaccessible invalid
VirtualMachineCryptoState = unlocked locked
VirtualMachineFaultToleranceState = notConfigured disabled enabled needSecondary starting running
VirtualMachineFaultToleranceType = unset recordReplay checkpointing
VirtualMachineMovePriority = lowPriority highPriority defaultPriority
VirtualMachineNeedSecondaryReason = initializing divergence lostConnection partialHardwareFailure userAction checkpointError other
VirtualMachinePowerState = poweredOff poweredOn suspended
VirtualMachineRecordReplayState = recording replaying inactive
VirtualMachineTicketType = mks device guestControl dnd webmks guestIntegrity webRemoteDevice
ActionParameter = targetName alarmName oldStatus newStatus triggeringSummary declaringSummary eventDescription target alarm
AlarmFilterSpecAlarmTypeByEntity = entityTypeAll entityTypeHost entityTypeVm
AlarmFilterSpecAlarmTypeByTrigger = triggerTypeAll triggerTypeEvent triggerTypeMetric
EventAlarmExpressionComparisonOperator = equals notEqualTo startsWith doesNotStartWith endsWith doesNotEndWith
MetricAlarmOperator = isAbove isBelow
StateAlarmOperator = isEqual isUnequal
ActionType = MigrationV1 VmPowerV1 HostPowerV1 IncreaseLimitV1 IncreaseSizeV1 IncreaseSharesV1 IncreaseReservationV1 DecreaseOthersReservationV1 IncreaseClusterCapacityV1 DecreaseMigrationThresholdV1 HostMaintenanceV1 StorageMigrationV1 StoragePlacementV1 PlacementV1 HostInfraUpdateHaV1
ClusterCryptoConfigInfoCryptoMode = onDemand forceEnable
ClusterDasAamNodeStateDasState = uninitialized initialized configuring unconfiguring running error agentShutdown nodeFailed
ClusterDasConfigInfoHBDatastoreCandidate = userSelectedDs allFeasibleDs allFeasibleDsWithUserPreference
ClusterDasConfigInfoServiceState = disabled enabled
ClusterDasConfigInfoVmMonitoringState = vmMonitoringDisabled vmMonitoringOnly vmAndAppMonitoring
ClusterDasFdmAvailabilityState = uninitialized election master connectedToMaster networkPartitionedFromMaster networkIsolated hostDown initializationError uninitializationError fdmUnreachable retry
DasVmPriority = disabled low medium high
ClusterDasVmSettingsIsolationResponse = none powerOff shutdown clusterIsolationResponse
ClusterDasVmSettingsRestartPriority = disabled lowest low medium high highest clusterRestartPriority
DpmBehavior = manual automated
DrsBehavior = manual partiallyAutomated fullyAutomated
DrsRecommendationReasonCode = fairnessCpuAvg fairnessMemAvg jointAffin antiAffin hostMaint
ClusterHostInfraUpdateHaModeActionOperationType = enterQuarantine exitQuarantine enterMaintenance
HostPowerOperationType = powerOn powerOff
ClusterInfraUpdateHaConfigInfoBehaviorType = Manual Automated
ClusterInfraUpdateHaConfigInfoRemediationType = QuarantineMode MaintenanceMode
PlacementSpecPlacementType = create reconfigure relocate clone
ClusterPowerOnVmOption = OverrideAutomationLevel ReserveResources
RecommendationReasonCode = fairnessCpuAvg fairnessMemAvg jointAffin antiAffin hostMaint enterStandby reservationCpu reservationMem powerOnVm powerSaving increaseCapacity checkResource unreservedCapacity colocateCommunicatingVM balanceNetworkBandwidthUsage vmHostHardAffinity vmHostSoftAffinity increaseAllocation balanceDatastoreSpaceUsage balanceDatastoreIOLoad balanceDatastoreIOPSReservation datastoreMaint virtualDiskJointAffin virtualDiskAntiAffin datastoreSpaceOutage storagePlacement iolbDisabledInternal xvmotionPlacement networkBandwidthReservation hostInDegradation hostExitDegradation maxVmsConstraint ftConstraints vmHostAffinityPolicy vmHostAntiAffinityPolicy vmAntiAffinityPolicy balanceVsanUsage ahPlacementOptimization vmxUpgrade
RecommendationType = V1
ClusterSystemVMsConfigInfoDeploymentMode = SYSTEM_MANAGED ABSENT
ClusterVmComponentProtectionSettingsStorageVmReaction = disabled warning restartConservative restartAggressive clusterDefault
ClusterVmComponentProtectionSettingsVmReactionOnAPDCleared = none reset useClusterDefault
ClusterVmReadinessReadyCondition = none poweredOn guestHbStatusGreen appHbStatusGreen useClusterDefault
DvsFilterOnFailure = failOpen failClosed
DVPortStatusVmDirectPathGen2InactiveReasonNetwork = portNptIncompatibleDvs portNptNoCompatibleNics portNptNoVirtualFunctionsAvailable portNptDisabledForPort
DVPortStatusVmDirectPathGen2InactiveReasonOther = portNptIncompatibleHost portNptIncompatibleConnectee
DistributedVirtualPortgroupBackingType = standard nsx
DistributedVirtualPortgroupMetaTagName = dvsName portgroupName portIndex
DistributedVirtualPortgroupPortgroupType = earlyBinding lateBinding ephemeral
EntityType = distributedVirtualSwitch distributedVirtualPortgroup
EntityImportType = createEntityWithNewIdentifier createEntityWithOriginalIdentifier applyToEntitySpecified
DVSFilterSpecLinkConfig = blocked unblocked
DVSFilterSpecLinkState = down up
HostDVSConfigSpecSwitchMode = normal mux
HostDistributedVirtualSwitchManagerFailoverReason = crash linkDown userInitiated
HostDistributedVirtualSwitchManagerFailoverStage = STAGE_1
DistributedVirtualSwitchHostMemberHostComponentState = up pending outOfSync warning disconnected down
DistributedVirtualSwitchHostMemberHostUplinkStateState = active standby
DistributedVirtualSwitchHostMemberTransportZoneType = vlan overlay
DistributedVirtualSwitchPortConnecteeConnecteeType = pnic vmVnic hostConsoleVnic hostVmkVnic systemCrxVnic
DvsNetworkRuleDirectionType = incomingPackets outgoingPackets both
VMwareDvsLacpApiVersion = singleLag multipleLag
VMwareDvsLacpLoadBalanceAlgorithm = srcMac destMac srcDestMac destIpVlan srcIpVlan srcDestIpVlan destTcpUdpPort srcTcpUdpPort srcDestTcpUdpPort destIpTcpUdpPort srcIpTcpUdpPort srcDestIpTcpUdpPort destIpTcpUdpPortVlan srcIpTcpUdpPortVlan srcDestIpTcpUdpPortVlan destIp srcIp srcDestIp vlan srcPortId
DVSMacLimitPolicyType = allow drop
VMwareDvsMulticastFilteringMode = legacyFiltering snooping
VmwareDistributedVirtualSwitchPvlanPortType = promiscuous isolated community
VMwareDVSTeamingMatchStatus = iphashMatch nonIphashMatch iphashMismatch nonIphashMismatch
VMwareUplinkLacpMode = active passive
VMwareUplinkLacpTimeoutMode = fast slow
VMwareDVSVspanSessionEncapType = gre erspan2 erspan3
VMwareDVSVspanSessionType = mixedDestMirror dvPortMirror remoteMirrorSource remoteMirrorDest encapsulatedRemoteMirrorSource
CryptoManagerHostKeyManagementType = unknown internal external
CryptoManagerKmipCryptoKeyStatusKeyUnavailableReason = KeyStateMissingInCache KeyStateClusterInvalid KeyStateClusterUnreachable KeyStateMissingInKMS KeyStateNotActiveOrEnabled KeyStateManagedByTrustAuthority KeyStateManagedByNKP NoPermissionToAccessKeyProvider WrappingKeyMissingInKMS WrappingKeyNotActiveOrEnabled
KmipClusterInfoKmsManagementType = unknown vCenter trustAuthority nativeProvider
CustomizationFailedReasonCode = userDefinedScriptDisabled customizationDisabled rawDataIsNotSupported wrongMetadataFormat
DvsEventPortBlockState = unset blocked unblocked unknown
EventEventSeverity = error warning info user
EventCategory = info warning error user
EventFilterSpecRecursionOption = self children all
HostDasErrorEventHostDasErrorReason = configFailed timeout communicationInitFailed healthCheckScriptFailed agentFailed agentShutdown isolationAddressUnpingable other
HostDisconnectedEventReasonCode = sslThumbprintVerifyFailed licenseExpired agentUpgrade userRequest insufficientLicenses agentOutOfDate passwordDecryptFailure unknown vcVRAMCapacityExceeded
VmDasBeingResetEventReasonCode = vmtoolsHeartbeatFailure appHeartbeatFailure appImmediateResetRequest vmcpResetApdCleared guestOsCrashFailure
VmFailedStartingSecondaryEventFailureReason = incompatibleHost loginFailed registerVmFailed migrateFailed
VmShutdownOnIsolationEventOperation = shutdown poweredOff
AffinityType = memory cpu
AgentInstallFailedReason = NotEnoughSpaceOnDevice PrepareToUpgradeFailed AgentNotRunning AgentNotReachable InstallTimedout SignatureVerificationFailed AgentUploadFailed AgentUploadTimedout UnknownInstallerError
CannotEnableVmcpForClusterReason = APDTimeoutDisabled
CannotMoveFaultToleranceVmMoveType = resourcePool cluster
CannotPowerOffVmInClusterOperation = suspend powerOff guestShutdown guestSuspend
CannotUseNetworkReason = NetworkReservationNotSupported MismatchedNetworkPolicies MismatchedDvsVersionOrVendor VMotionToUnsupportedNetworkType NetworkUnderMaintenance MismatchedEnsMode MismatchedRealTimeDvs
DasConfigFaultDasConfigFaultReason = HostNetworkMisconfiguration HostMisconfiguration InsufficientPrivileges NoPrimaryAgentAvailable Other NoDatastoresConfigured CreateConfigVvolFailed VSanNotSupportedOnHost DasNetworkMisconfiguration SetDesiredImageSpecFailed ApplyHAVibsOnClusterFailed
DeviceNotSupportedReason = host guest ft
DisallowedChangeByServiceDisallowedChange = hotExtendDisk
FtIssuesOnHostHostSelectionType = user vc drs
HostHasComponentFailureHostComponentType = Datastore
HostIncompatibleForFaultToleranceReason = product processor
HostIncompatibleForRecordReplayReason = product processor
IncompatibleHostForVmReplicationIncompatibleReason = rpo netCompression
InvalidDasConfigArgumentEntryForInvalidArgument = admissionControl userHeartbeatDs vmConfig
InvalidProfileReferenceHostReason = incompatibleVersion missingReferenceHost
LicenseAssignmentFailedReason = keyEntityMismatch downgradeDisallowed inventoryNotManageableByVirtualCenter hostsUnmanageableByVirtualCenterWithoutLicenseServer
NotSupportedDeviceForFTDeviceType = virtualVmxnet3 paraVirtualSCSIController
NumVirtualCpusIncompatibleReason = recordReplay faultTolerance
QuarantineModeFaultFaultType = NoCompatibleNonQuarantinedHost CorrectionDisallowed CorrectionImpact
ReplicationDiskConfigFaultReasonForFault = diskNotFound diskTypeNotSupported invalidDiskKey invalidDiskReplicationId duplicateDiskReplicationId invalidPersistentFilePath reconfigureDiskReplicationIdNotAllowed
ReplicationVmConfigFaultReasonForFault = incompatibleHwVersion invalidVmReplicationId invalidGenerationNumber outOfBoundsRpoValue invalidDestinationIpAddress invalidDestinationPort invalidExtraVmOptions staleGenerationNumber reconfigureVmReplicationIdNotAllowed cannotRetrieveVmReplicationConfiguration replicationAlreadyEnabled invalidPriorConfiguration replicationNotEnabled replicationConfigurationFailed encryptedVm invalidThumbprint incompatibleDevice
ReplicationVmFaultReasonForFault = notConfigured poweredOff suspended poweredOn offlineReplicating invalidState invalidInstanceId closeDiskError groupExist
ReplicationVmInProgressFaultActivity = fullSync delta
ThirdPartyLicenseAssignmentFailedReason = licenseAssignmentFailed moduleNotInstalled
VFlashModuleNotSupportedReason = CacheModeNotSupported CacheConsistencyTypeNotSupported CacheBlockSizeNotSupported CacheReservationNotSupported DiskSizeNotSupported
VmFaultToleranceConfigIssueReasonForIssue = haNotEnabled moreThanOneSecondary recordReplayNotSupported replayNotSupported templateVm multipleVCPU hostInactive ftUnsupportedHardware ftUnsupportedProduct missingVMotionNic missingFTLoggingNic thinDisk verifySSLCertificateFlagNotSet hasSnapshots noConfig ftSecondaryVm hasLocalDisk esxAgentVm video3dEnabled hasUnsupportedDisk insufficientBandwidth hasNestedHVConfiguration hasVFlashConfiguration unsupportedProduct cpuHvUnsupported cpuHwmmuUnsupported cpuHvDisabled hasEFIFirmware tooManyVCPUs tooMuchMemory vMotionNotLicensed ftNotLicensed haAgentIssue unsupportedSPBM hasLinkedCloneDisk unsupportedPMemHAFailOver unsupportedEncryptedDisk ftMetroClusterNotEditable noHostGroupConfigured
VmFaultToleranceInvalidFileBackingDeviceType = virtualFloppy virtualCdrom virtualSerialPort virtualParallelPort virtualDisk
WillLoseHAProtectionResolution = svmotion relocate
HostActiveDirectoryAuthenticationCertificateDigest = SHA1
HostActiveDirectoryInfoDomainMembershipStatus = unknown ok noServers clientTrustBroken serverTrustBroken inconsistentTrust otherProblem
AutoStartAction = none systemDefault powerOn powerOff guestShutdown suspend
AutoStartWaitHeartbeatSetting = yes no systemDefault
HostBIOSInfoFirmwareType = BIOS UEFI
HostCapabilityFtUnsupportedReason = vMotionNotLicensed missingVMotionNic missingFTLoggingNic ftNotLicensed haAgentIssue unsupportedProduct cpuHvUnsupported cpuHwmmuUnsupported cpuHvDisabled
HostReplayUnsupportedReason = incompatibleProduct incompatibleCpu hvDisabled cpuidLimitSet oldBIOS unknown
HostCapabilityUnmapMethodSupported = priority fixed dynamic
HostCapabilityVmDirectPathGen2UnsupportedReason = hostNptIncompatibleProduct hostNptIncompatibleHardware hostNptDisabled
HostCertificateManagerCertificateInfoCertificateStatus = unknown expired expiring expiringShortly expirationImminent good
HostCertificateManagerCertificateKind = Machine VASAClient
HostConfigChangeMode = modify replace
HostConfigChangeOperation = add remove edit ignore
HostCpuPackageVendor = unknown intel amd hygon arm
HostCpuPowerManagementInfoPolicyType = off staticPolicy dynamicPolicy
HostCpuSchedulerInfoCpuSchedulerPolicyInfo = systemDefault scav1 scav2
HostDateTimeInfoProtocol = ntp ptp
DiagnosticPartitionType = singleHost multiHost
DiagnosticPartitionStorageType = directAttached networkAttached
HostDigestInfoDigestMethodType = SHA1 MD5 SHA256 SHA384 SHA512 SM3_256
HostDigestVerificationSetting = digestDisabled headerOnly dataOnly headerAndData
HostDiskPartitionInfoPartitionFormat = gpt mbr unknown
HostDiskPartitionInfoType = none vmfs linuxNative linuxSwap extended ntfs vmkDiagnostic vffs
HostFeatureVersionKey = faultTolerance
FibreChannelPortType = fabric loop pointToPoint unknown
FileSystemMountInfoVStorageSupportStatus = vStorageSupported vStorageUnsupported vStorageUnknown
HostFileSystemVolumeFileSystemType = VMFS NFS NFS41 CIFS vsan VFFS VVOL PMEM vsanD OTHER
HostFirewallSystemRuleSetId = faultTolerance fdm updateManager vpxHeartbeats
HostFirewallSystemServiceName = vpxa
HostFruFruType = undefined board product
HostGraphicsConfigGraphicsType = shared sharedDirect
HostGraphicsConfigSharedPassthruAssignmentPolicy = performance consolidation
HostGraphicsConfigVgpuMode = sameSize mixedSize
HostGraphicsInfoGraphicsType = basic shared direct sharedDirect
HostGraphicsInfoVgpuMode = none sameSize mixedSize multiInstanceGpu
HostHardwareElementStatus = Unknown Green Yellow Red
HostAccessMode = accessNone accessAdmin accessNoAccess accessReadOnly accessOther
HostLockdownMode = lockdownDisabled lockdownNormal lockdownStrict
HostImageAcceptanceLevel = vmware_certified vmware_accepted partner community
HostInternetScsiHbaChapAuthenticationType = chapProhibited chapDiscouraged chapPreferred chapRequired
HostInternetScsiHbaDigestType = digestProhibited digestDiscouraged digestPreferred digestRequired
InternetScsiSnsDiscoveryMethod = isnsStatic isnsDhcp isnsSlp
SlpDiscoveryMethod = slpDhcp slpAutoUnicast slpAutoMulticast slpManual
HostInternetScsiHbaIscsiIpv6AddressAddressConfigurationType = DHCP AutoConfigured Static Other
HostInternetScsiHbaIscsiIpv6AddressIPv6AddressOperation = add remove
HostInternetScsiHbaNetworkBindingSupportType = notsupported optional required
HostInternetScsiHbaStaticTargetTargetDiscoveryMethod = staticMethod sendTargetMethod slpMethod isnsMethod unknownMethod
HostIpConfigIpV6AddressConfigType = other manual dhcp linklayer random
HostIpConfigIpV6AddressStatus = preferred deprecated invalid inaccessible unknown tentative duplicate
IscsiPortInfoPathStatus = notUsed active standBy lastActive
LinkDiscoveryProtocolConfigOperationType = none listen advertise both
LinkDiscoveryProtocolConfigProtocolType = cdp lldp
HostLowLevelProvisioningManagerFileType = File VirtualDisk Directory
HostLowLevelProvisioningManagerReloadTarget = currentConfig snapshotConfig
HostMaintenanceSpecPurpose = hostUpgrade
VirtualMachineMemoryAllocationPolicy = swapNone swapSome swapMost
HostMemoryTierFlags = memoryTier persistentTier cachingTier unmappableTier
HostMemoryTierType = DRAM PMem NVMe
HostMemoryTieringType = noTiering hardwareTiering softwareTiering
HostMountMode = readWrite readOnly
HostMountInfoInaccessibleReason = AllPathsDown_Start AllPathsDown_Timeout PermanentDeviceLoss
HostMountInfoMountFailedReason = CONNECT_FAILURE MOUNT_NOT_SUPPORTED NFS_NOT_SUPPORTED MOUNT_DENIED MOUNT_NOT_DIR VOLUME_LIMIT_EXCEEDED CONN_LIMIT_EXCEEDED MOUNT_EXISTS OTHERS
MultipathState = standby active disabled dead unknown
HostNasVolumeSecurityType = AUTH_SYS SEC_KRB5 SEC_KRB5I SEC_KRB5P
HostNetStackInstanceCongestionControlAlgorithmType = newreno cubic
HostNetStackInstanceSystemStackKey = defaultTcpipStack vmotion vSphereProvisioning mirror ops
HostNumericSensorHealthState = unknown green yellow red
HostNumericSensorType = fan power temperature voltage other processor memory storage systemBoard battery bios cable watchdog
NvdimmNvdimmHealthInfoState = normal error
NvdimmInterleaveSetState = invalid active
NvdimmNamespaceDetailsHealthStatus = normal missing labelMissing interleaveBroken labelInconsistent
NvdimmNamespaceDetailsState = invalid notInUse inUse
NvdimmNamespaceHealthStatus = normal missing labelMissing interleaveBroken labelInconsistent bttCorrupt badBlockSize
NvdimmNamespaceState = invalid notInUse inUse
NvdimmNamespaceType = blockNamespace persistentNamespace
NvdimmRangeType = volatileRange persistentRange controlRange blockRange volatileVirtualDiskRange volatileVirtualCDRange persistentVirtualDiskRange persistentVirtualCDRange
HostNvmeDiscoveryLogSubsystemType = discovery nvm
HostNvmeDiscoveryLogTransportRequirements = secureChannelRequired secureChannelNotRequired requirementsNotSpecified
HostNvmeTransportParametersNvmeAddressFamily = ipv4 ipv6 infiniBand fc loopback unknown
HostNvmeTransportType = pcie fibreChannel rdma tcp loopback unsupported
HostOpaqueSwitchOpaqueSwitchState = up warning down maintenance
HostPartialMaintenanceModeId = sphereletPartialMM nsxPartialMM quickPatchPartialMM
HostPartialMaintenanceModeStatus = notInPartialMM enteringPartialMM exitingPartialMM inPartialMM
HostPatchManagerInstallState = hostRestarted imageActive
HostPatchManagerIntegrityStatus = validated keyNotFound keyRevoked keyExpired digestMismatch notEnoughSignatures validationError
HostPatchManagerReason = obsoleted missingPatch missingLib hasDependentPatch conflictPatch conflictLib
PhysicalNicResourcePoolSchedulerDisallowedReason = userOptOut hardwareUnsupported
PhysicalNicVmDirectPathGen2SupportedMode = upt
PortGroupConnecteeType = virtualMachine systemManagement host unknown
HostProtocolEndpointPEType = block nas
HostProtocolEndpointProtocolEndpointType = scsi nfs nfs4x
HostPtpConfigDeviceType = none virtualNic pciPassthruNic
HostQualifiedNameType = nvmeQualifiedName vvolNvmeQualifiedName
HostRdmaDeviceConnectionState = unknown down init armed active activeDefer
HostFirewallRuleDirection = inbound outbound
HostFirewallRulePortType = src dst
HostFirewallRuleProtocol = tcp udp
HostRuntimeInfoNetStackInstanceRuntimeInfoState = inactive active deactivating activating
HostRuntimeInfoStateEncryptionInfoProtectionMode = none tpm
HostRuntimeInfoStatelessNvdsMigrationState = ready notNeeded unknown
ScsiDiskType = native512 emulated512 native4k SoftwareEmulated4k unknown
ScsiLunDescriptorQuality = highQuality mediumQuality lowQuality unknownQuality
DeviceProtocol = NVMe SCSI
ScsiLunLunReservationStatus = LUN_RESERVED_UNKNOWN LUN_RESERVED_YES LUN_RESERVED_NO LUN_RESERVED_NOT_SUPPORTED
ScsiLunType = disk tape printer processor worm cdrom scanner opticalDevice mediaChanger communications storageArrayController enclosure unknown
ScsiLunState = unknownState ok error off quiesced degraded lostCommunication timeout
ScsiLunVStorageSupportStatus = vStorageSupported vStorageUnsupported vStorageUnknown
HostServicePolicy = on automatic off
HostSevInfoSevState = uninitialized initialized working
HostSgxInfoFlcModes = off locked unlocked
HostSgxInfoSgxStates = notPresent disabledBIOS disabledCFW101 disabledCPUMismatch disabledNoFLC disabledNUMAUnsup disabledMaxEPCRegs enabled
HostSgxRegistrationInfoRegistrationStatus = notApplicable incomplete complete
HostSgxRegistrationInfoRegistrationType = manifest addPackage
HostSnmpAgentCapability = COMPLETE DIAGNOSTICS CONFIGURATION
SoftwarePackageConstraint = equals lessThan lessThanEqual greaterThanEqual greaterThan
SoftwarePackageVibType = bootbank tools meta
HostStorageProtocol = scsi nvme
HostSystemIdentificationInfoIdentifier = AssetTag ServiceTag OemSpecificString EnclosureSerialNumberTag SerialNumberTag
HostTpmAttestationInfoAcceptanceStatus = notAccepted accepted
HostTrustAuthorityAttestationInfoAttestationStatus = attested notAttested unknown
HostUnresolvedVmfsExtentUnresolvedReason = diskIdMismatch uuidConflict
HostUnresolvedVmfsResolutionSpecVmfsUuidResolution = resignature forceMount
HostVirtualNicManagerNicType = vmotion faultToleranceLogging vSphereReplication vSphereReplicationNFC management vsan vSphereProvisioning vsanWitness vSphereBackupNFC ptp vsanReplication nvmeTcp nvmeRdma vsanExternal
HostVmciAccessManagerMode = grant replace revoke
HostVmfsVolumeUnmapBandwidthPolicy = fixed dynamic
HostVmfsVolumeUnmapPriority = none low
NetIpConfigInfoIpAddressOrigin = other manual dhcp linklayer random
NetIpConfigInfoIpAddressStatus = preferred deprecated invalid inaccessible unknown tentative duplicate
NetIpStackInfoEntryType = other invalid dynamic manual
NetIpStackInfoPreference = reserved low medium high
NetBIOSConfigInfoMode = unknown enabled disabled enabledViaDHCP
ArrayUpdateOperation = add remove edit
DayOfWeek = sunday monday tuesday wednesday thursday friday saturday
WeekOfMonth = first second third fourth last
VAppCloneSpecProvisioningType = sameAsSource thin thick
VAppAutoStartAction = none powerOn powerOff guestShutdown suspend
VAppIPAssignmentInfoAllocationSchemes = dhcp ovfenv
VAppIPAssignmentInfoIpAllocationPolicy = dhcpPolicy transientPolicy fixedPolicy fixedAllocatedPolicy
VAppIPAssignmentInfoProtocols = IPv4 IPv6
VirtualMachineBootOptionsNetworkBootProtocolType = ipv4 ipv6
VirtualMachineCertThumbprintHashAlgorithm = sha256
VirtualMachineCloneSpecTpmProvisionPolicy = copy replace
VirtualMachineConfigInfoNpivWwnType = vc host external
VirtualMachineConfigInfoSwapPlacementType = inherit vmDirectory hostLocal
VirtualMachineConfigSpecEncryptedFtModes = ftEncryptionDisabled ftEncryptionOpportunistic ftEncryptionRequired
VirtualMachineConfigSpecEncryptedVMotionModes = disabled opportunistic required
VirtualMachineConfigSpecNpivWwnOp = generate set remove extend
VirtualMachinePowerOpType = soft hard preset
VirtualMachineStandbyActionType = checkpoint powerOnSuspend
VirtualMachineDeviceRuntimeInfoVirtualEthernetCardRuntimeStateVmDirectPathGen2InactiveReasonOther = vmNptIncompatibleHost vmNptIncompatibleNetwork
VirtualMachineDeviceRuntimeInfoVirtualEthernetCardRuntimeStateVmDirectPathGen2InactiveReasonVm = vmNptIncompatibleGuest vmNptIncompatibleGuestDriver vmNptIncompatibleAdapterType vmNptDisabledOrDisconnectedAdapter vmNptIncompatibleAdapterFeatures vmNptIncompatibleBackingType vmNptInsufficientMemoryReservation vmNptFaultToleranceOrRecordReplayConfigured vmNptConflictingIOChainConfigured vmNptMonitorBlocks vmNptConflictingOperationInProgress vmNptRuntimeError vmNptOutOfIntrVector vmNptVMCIActive
VirtualMachineFileLayoutExFileType = config extendedConfig diskDescriptor diskExtent digestDescriptor digestExtent diskReplicationState log stat namespaceData dataSetsDiskModeStore dataSetsVmModeStore nvram snapshotData snapshotMemory snapshotList snapshotManifestList suspend suspendMemory swap uwswap core screenshot ftMetadata guestCustomization
VirtualMachineHtSharing = any none internal
VirtualMachineFlagInfoMonitorType = release debug stats
VirtualMachinePowerOffBehavior = powerOff revert prompt take
VirtualMachineFlagInfoVirtualExecUsage = hvAuto hvOn hvOff
VirtualMachineFlagInfoVirtualMmuUsage = automatic on off
VirtualMachineForkConfigInfoChildType = none persistent nonpersistent
GuestInfoAppStateType = none appStateOk appStateNeedReset
GuestInfoCustomizationStatus = TOOLSDEPLOYPKG_IDLE TOOLSDEPLOYPKG_PENDING TOOLSDEPLOYPKG_RUNNING TOOLSDEPLOYPKG_SUCCEEDED TOOLSDEPLOYPKG_FAILED
VirtualMachineGuestState = running shuttingDown resetting standby notRunning unknown
VirtualMachineToolsInstallType = guestToolsTypeUnknown guestToolsTypeMSI guestToolsTypeTar guestToolsTypeOSP guestToolsTypeOpenVMTools
VirtualMachineToolsRunningStatus = guestToolsNotRunning guestToolsRunning guestToolsExecutingScripts
VirtualMachineToolsStatus = toolsNotInstalled toolsNotRunning toolsOld toolsOk
VirtualMachineToolsVersionStatus = guestToolsNotInstalled guestToolsNeedUpgrade guestToolsCurrent guestToolsUnmanaged guestToolsTooOld guestToolsSupportedOld guestToolsSupportedNew guestToolsTooNew guestToolsBlacklisted
GuestOsDescriptorFirmwareType = bios efi csm
VirtualMachineGuestOsFamily = windowsGuest linuxGuest netwareGuest solarisGuest darwinGuestFamily otherGuestFamily
VirtualMachineGuestOsIdentifier = dosGuest win31Guest win95Guest win98Guest winMeGuest winNTGuest win2000ProGuest win2000ServGuest win2000AdvServGuest winXPHomeGuest winXPProGuest winXPPro64Guest winNetWebGuest winNetStandardGuest winNetEnterpriseGuest winNetDatacenterGuest winNetBusinessGuest winNetStandard64Guest winNetEnterprise64Guest winLonghornGuest winLonghorn64Guest winNetDatacenter64Guest winVistaGuest winVista64Guest windows7Guest windows7_64Guest windows7Server64Guest windows8Guest windows8_64Guest windows8Server64Guest windows9Guest windows9_64Guest windows9Server64Guest windows11_64Guest windows12_64Guest windowsHyperVGuest windows2019srv_64Guest windows2019srvNext_64Guest windows2022srvNext_64Guest freebsdGuest freebsd64Guest freebsd11Guest freebsd11_64Guest freebsd12Guest freebsd12_64Guest freebsd13Guest freebsd13_64Guest freebsd14Guest freebsd14_64Guest freebsd15Guest freebsd15_64Guest redhatGuest rhel2Guest rhel3Guest rhel3_64Guest rhel4Guest rhel4_64Guest rhel5Guest rhel5_64Guest rhel6Guest rhel6_64Guest rhel7Guest rhel7_64Guest rhel8_64Guest rhel9_64Guest rhel10_64Guest centosGuest centos64Guest centos6Guest centos6_64Guest centos7Guest centos7_64Guest centos8_64Guest centos9_64Guest oracleLinuxGuest oracleLinux64Guest oracleLinux6Guest oracleLinux6_64Guest oracleLinux7Guest oracleLinux7_64Guest oracleLinux8_64Guest oracleLinux9_64Guest oracleLinux10_64Guest suseGuest suse64Guest slesGuest sles64Guest sles10Guest sles10_64Guest sles11Guest sles11_64Guest sles12Guest sles12_64Guest sles15_64Guest sles16_64Guest nld9Guest oesGuest sjdsGuest mandrakeGuest mandrivaGuest mandriva64Guest turboLinuxGuest turboLinux64Guest ubuntuGuest ubuntu64Guest debian4Guest debian4_64Guest debian5Guest debian5_64Guest debian6Guest debian6_64Guest debian7Guest debian7_64Guest debian8Guest debian8_64Guest debian9Guest debian9_64Guest debian10Guest debian10_64Guest debian11Guest debian11_64Guest debian12Guest debian12_64Guest debian13Guest debian13_64Guest asianux3Guest asianux3_64Guest asianux4Guest asianux4_64Guest asianux5_64Guest asianux7_64Guest asianux8_64Guest asianux9_64Guest opensuseGuest opensuse64Guest fedoraGuest fedora64Guest coreos64Guest vmwarePhoton64Guest other24xLinuxGuest other26xLinuxGuest otherLinuxGuest other3xLinuxGuest other4xLinuxGuest other5xLinuxGuest other6xLinuxGuest other7xLinuxGuest genericLinuxGuest other24xLinux64Guest other26xLinux64Guest other3xLinux64Guest other4xLinux64Guest other5xLinux64Guest other6xLinux64Guest other7xLinux64Guest otherLinux64Guest solaris6Guest solaris7Guest solaris8Guest solaris9Guest solaris10Guest solaris10_64Guest solaris11_64Guest os2Guest eComStationGuest eComStation2Guest netware4Guest netware5Guest netware6Guest openServer5Guest openServer6Guest unixWare7Guest darwinGuest darwin64Guest darwin10Guest darwin10_64Guest darwin11Guest darwin11_64Guest darwin12_64Guest darwin13_64Guest darwin14_64Guest darwin15_64Guest darwin16_64Guest darwin17_64Guest darwin18_64Guest darwin19_64Guest darwin20_64Guest darwin21_64Guest darwin22_64Guest darwin23_64Guest vmkernelGuest vmkernel5Guest vmkernel6Guest vmkernel65Guest vmkernel7Guest vmkernel8Guest amazonlinux2_64Guest amazonlinux3_64Guest crxPod1Guest crxSys1Guest rockylinux_64Guest almalinux_64Guest otherGuest otherGuest64
GuestOsDescriptorSupportLevel = experimental legacy terminated supported unsupported deprecated techPreview
GuestQuiesceEndGuestQuiesceError = failure
VirtualMachineMetadataManagerVmMetadataOp = Update Remove
VirtualMachineMetadataManagerVmMetadataOwnerOwner = ComVmwareVsphereHA
VirtualMachineRelocateDiskMoveOptions = moveAllDiskBackingsAndAllowSharing moveAllDiskBackingsAndDisallowSharing moveChildMostDiskBacking createNewChildDiskBacking moveAllDiskBackingsAndConsolidate
VirtualMachineRelocateTransformation = flat sparse
ScheduledHardwareUpgradeInfoHardwareUpgradePolicy = never onSoftPowerOff always
ScheduledHardwareUpgradeInfoHardwareUpgradeStatus = none pending success failed
VirtualMachineScsiPassthroughType = disk tape printer processor worm cdrom scanner optical media com raid unknown
VirtualMachineSgxInfoFlcModes = locked unlocked
VirtualMachineTargetInfoConfigurationTag = compliant clusterWide
UpgradePolicy = manual upgradeAtPowerCycle
VirtualMachineUsbInfoFamily = audio hid hid_bootable physical communication imaging printer storage hub smart_card security video wireless bluetooth wusb pda vendor_specific other unknownFamily
VirtualMachineUsbInfoSpeed = low full high superSpeed superSpeedPlus superSpeed20Gbps unknownSpeed
VirtualMachineVendorDeviceGroupInfoComponentDeviceInfoComponentType = pciPassthru nvidiaVgpu sriovNic dvx
VirtualMachineVgpuProfileInfoProfileClass = compute quadro
VirtualMachineVgpuProfileInfoProfileSharing = timeSliced mig
VirtualMachineVirtualDeviceSwapDeviceSwapStatus = none scheduled inprogress failed completed
VirtualHardwareMotherboardLayout = i440bxHostBridge acpiHostBridges
VirtualMachineVirtualPMemSnapshotMode = independent_persistent independent_eraseonrevert
VirtualMachineWindowsQuiesceSpecVssBackupContext = ctx_auto ctx_backup ctx_file_share_backup
CheckTestType = sourceTests hostTests resourcePoolTests datastoreTests networkTests
CustomizationNetBIOSMode = enableNetBIOSViaDhcp enableNetBIOS disableNetBIOS
CustomizationLicenseDataMode = perServer perSeat
CustomizationSysprepRebootOption = reboot noreboot shutdown
VirtualDeviceConnectInfoMigrateConnectOp = connect disconnect unset
VirtualDeviceConnectInfoStatus = ok recoverableError unrecoverableError untried
VirtualDeviceFileExtension = iso flp vmdk dsk rdm
VirtualDeviceURIBackingOptionDirection = server client
VirtualDeviceConfigSpecChangeMode = fail skip
VirtualDeviceConfigSpecFileOperation = create destroy replace
VirtualDeviceConfigSpecOperation = add remove edit
VirtualDiskDeltaDiskFormat = redoLogFormat nativeFormat seSparseFormat
VirtualDiskDeltaDiskFormatVariant = vmfsSparseVariant vsanSparseVariant
VirtualDiskSharing = sharingNone sharingMultiWriter
VirtualDiskVFlashCacheConfigInfoCacheConsistencyType = strong weak
VirtualDiskVFlashCacheConfigInfoCacheMode = write_thru write_back
VirtualDiskCompatibilityMode = virtualMode physicalMode
VirtualDiskMode = persistent nonpersistent undoable independent_persistent independent_nonpersistent append
VirtualEthernetCardLegacyNetworkDeviceName = bridged nat hostonly
VirtualEthernetCardMacType = manual generated assigned
VirtualNVMEControllerSharing = noSharing physicalSharing
VirtualPointingDeviceHostChoice = autodetect intellimouseExplorer intellimousePs2 logitechMouseman microsoft_serial mouseSystems mousemanSerial ps2
VirtualSCSISharing = noSharing virtualSharing physicalSharing
VirtualSerialPortEndPoint = client server
VirtualMachineVMCIDeviceAction = allow deny
VirtualMachineVMCIDeviceDirection = guest host anyDirection
VirtualMachineVMCIDeviceProtocol = hypervisor doorbell queuepair datagram stream anyProtocol
VirtualMachineVideoCardUse3dRenderer = automatic software hardware
VirtualVmxnet3VrdmaOptionDeviceProtocols = rocev1 rocev2
GuestFileType = file directory symlink
PropertyChangeOp = add remove assign indirectRemove
ObjectUpdateKind = modify enter leave
`

export const managedTypes = `
AuthorizationManager: privilegeList?:AuthorizationPrivilege[] roleList?:AuthorizationRole[] description:AuthorizationDescription
- AddAuthorizationRole(name:string privIds?:string[]) int
- RemoveAuthorizationRole(roleId:int failIfUsed:boolean) void
- UpdateAuthorizationRole(roleId:int newName:string privIds?:string[]) void
- MergePermissions(srcRoleId:int dstRoleId:int) void
- RetrieveRolePermissions(roleId:int) Permission[]?
- RetrieveEntityPermissions(entity:*ManagedEntity inherited:boolean) Permission[]?
- RetrieveAllPermissions() Permission[]?
- SetEntityPermissions(entity:*ManagedEntity permission?:Permission[]) void
- ResetEntityPermissions(entity:*ManagedEntity permission?:Permission[]) void
- RemoveEntityPermission(entity:*ManagedEntity user:string isGroup:boolean) void
- HasPrivilegeOnEntity(entity:*ManagedEntity sessionId:string privId?:string[]) boolean[]?@5.0
- HasPrivilegeOnEntities(entity:*ManagedEntity[] sessionId:string privId?:string[]) EntityPrivilege[]?@5.5
- HasUserPrivilegeOnEntities(entities:*ManagedObject[] userName:string privId?:string[]) EntityPrivilege[]?@6.5
- FetchUserPrivilegeOnEntities(entities:*ManagedEntity[] userName:string) UserPrivilegeResult[]?@6.5
CertificateManager:
- CertMgrRefreshCACertificatesAndCRLs_Task(host:*HostSystem[]) *Task@6.0
- CertMgrRefreshCertificates_Task(host:*HostSystem[]) *Task@6.0
- CertMgrRevokeCertificates_Task(host:*HostSystem[]) *Task@6.0
ClusterComputeResource < ComputeResource: configuration:ClusterConfigInfo recommendation?:ClusterRecommendation[] drsRecommendation?:ClusterDrsRecommendation[] summaryEx:ClusterComputeResourceSummary@7.0.1.1 hciConfig?:ClusterComputeResourceHCIConfigInfo@6.7.1 migrationHistory?:ClusterDrsMigration[] actionHistory?:ClusterActionHistory[] drsFault?:ClusterDrsFaults[]@4.0
- ConfigureHCI_Task(clusterSpec:ClusterComputeResourceHCIConfigSpec hostInputs?:ClusterComputeResourceHostConfigurationInput[]) *Task@6.7.1
- ExtendHCI_Task(hostInputs?:ClusterComputeResourceHostConfigurationInput[] vSanConfigSpec?:SDDCBase) *Task@6.7.1
- AbandonHciWorkflow() void@6.7.1
- ValidateHCIConfiguration(hciConfigSpec?:ClusterComputeResourceHCIConfigSpec hosts?:*HostSystem[]) ClusterComputeResourceValidationResultBase[]?@6.7.1
- ReconfigureCluster_Task(spec:ClusterConfigSpec modify:boolean) *Task
- ApplyRecommendation(key:string) void
- CancelRecommendation(key:string) void@4.1
- RecommendHostsForVm(vm:*VirtualMachine pool?:*ResourcePool) ClusterHostRecommendation[]?
- AddHost_Task(spec:HostConnectSpec asConnected:boolean resourcePool?:*ResourcePool license?:string@4.0) *Task
- MoveInto_Task(host:*HostSystem[]) *Task
- MoveHostInto_Task(host:*HostSystem resourcePool?:*ResourcePool) *Task
- RefreshRecommendation() void
- EvcManager() *ClusterEVCManager?@6.0
- RetrieveDasAdvancedRuntimeInfo() ClusterDasAdvancedRuntimeInfo?@4.0
- ClusterEnterMaintenanceMode(host:*HostSystem[] option?:OptionValue[] info?:ClusterComputeResourceMaintenanceInfo@8.0.3.0) ClusterEnterMaintenanceResult@5.0
- PlaceVm(placementSpec:PlacementSpec) PlacementResult@6.0
- FindRulesForVm(vm:*VirtualMachine) ClusterRuleInfo[]?@6.0
- StampAllRulesWithUuid_Task() *Task@6.0
- GetResourceUsage() ClusterResourceUsageSummary@6.0
- SetCryptoMode(cryptoMode:string policy?:ClusterComputeResourceCryptoModePolicy@8.0.3.0) void@7.0.0.0
- GetSystemVMsRestrictedDatastores() *Datastore[]?@7.0.3.0
ComputeResource < ManagedEntity: resourcePool?:*ResourcePool host?:*HostSystem[] datastore?:*Datastore[] network?:*Network[] summary:ComputeResourceSummary environmentBrowser?:*EnvironmentBrowser configurationEx:ComputeResourceConfigInfo lifecycleManaged?:boolean@6.9.1 configManagerEnabled?:boolean@8.0.0.0
- ReconfigureComputeResource_Task(spec:ComputeResourceConfigSpec modify:boolean) *Task
CustomFieldsManager: field?:CustomFieldDef[]
- AddCustomFieldDef(name:string moType?:string fieldDefPolicy?:PrivilegePolicyDef fieldPolicy?:PrivilegePolicyDef) CustomFieldDef
- RemoveCustomFieldDef(key:int) void
- RenameCustomFieldDef(key:int name:string) void
- SetField(entity:*ManagedEntity key:int value:string) void
CustomizationSpecManager: info?:CustomizationSpecInfo[] encryptionKey?:byte[]
- DoesCustomizationSpecExist(name:string) boolean
- GetCustomizationSpec(name:string) CustomizationSpecItem
- CreateCustomizationSpec(item:CustomizationSpecItem) void
- OverwriteCustomizationSpec(item:CustomizationSpecItem) void
- DeleteCustomizationSpec(name:string) void
- DuplicateCustomizationSpec(name:string newName:string) void
- RenameCustomizationSpec(name:string newName:string) void
- CustomizationSpecItemToXml(item:CustomizationSpecItem) string
- XmlToCustomizationSpecItem(specItemXml:string) CustomizationSpecItem
- CheckCustomizationResources(guestOs:string) void
Datacenter < ManagedEntity: vmFolder:*Folder hostFolder:*Folder datastoreFolder:*Folder@4.0 networkFolder:*Folder@4.0 datastore?:*Datastore[] network?:*Network[] configuration:DatacenterConfigInfo@5.1
- BatchQueryConnectInfo(hostSpecs?:HostConnectSpec[]) DatacenterBasicConnectInfo[]?@6.7.1
- QueryConnectionInfo(hostname:string port:int username:string password:string sslThumbprint?:string) HostConnectInfo
- QueryConnectionInfoViaSpec(spec:HostConnectSpec) HostConnectInfo@6.0
- PowerOnMultiVM_Task(vm:*VirtualMachine[] option?:OptionValue[]@4.1) *Task
- queryDatacenterConfigOptionDescriptor() VirtualMachineConfigOptionDescriptor[]?@5.1
- ReconfigureDatacenter_Task(spec:DatacenterConfigSpec modify:boolean) *Task@5.1
Datastore < ManagedEntity: info:DatastoreInfo summary:DatastoreSummary host?:DatastoreHostMount[] vm?:*VirtualMachine[] browser:*HostDatastoreBrowser capability:DatastoreCapability iormConfiguration?:StorageIORMInfo@4.1
- RefreshDatastore() void
- RefreshDatastoreStorageInfo() void@4.0
- UpdateVirtualMachineFiles_Task(mountPathDatastoreMapping:DatastoreMountPathDatastorePair[]) *Task@4.1
- RenameDatastore(newName:string) void
- DestroyDatastore() void
- DatastoreEnterMaintenanceMode() StoragePlacementResult@5.0
- DatastoreExitMaintenanceMode_Task() *Task@5.0
- IsClusteredVmdkEnabled() boolean@7.0.0.0
- UpdateVVolVirtualMachineFiles_Task(failoverPair?:DatastoreVVolContainerFailoverPair[]) *Task@6.5
DatastoreNamespaceManager:
- CreateDirectory(datastore:*Datastore displayName?:string policy?:string size?:long@7.0.2.0) string@5.5
- DeleteDirectory(datacenter?:*Datacenter datastorePath:string) void@5.5
- ConvertNamespacePathToUuidPath(datacenter?:*Datacenter namespaceUrl:string) string@6.5
- IncreaseDirectorySize(datacenter?:*Datacenter stableName:string size:long) void@8.0.1.0
- QueryDirectoryInfo(datacenter?:*Datacenter stableName:string) DatastoreNamespaceManagerDirectoryInfo@8.0.1.0
DiagnosticManager:
- QueryDescriptions(host?:*HostSystem) DiagnosticManagerLogDescriptor[]?
- BrowseDiagnosticLog(host?:*HostSystem key:string start?:int lines?:int) DiagnosticManagerLogHeader
- GenerateLogBundles_Task(includeDefault:boolean host?:*HostSystem[]) *Task?
- FetchAuditRecords(token?:string) DiagnosticManagerAuditRecordResult@7.0.3.0
- EmitSyslogMark(message:string) void@8.0.0.2
DistributedVirtualSwitch < ManagedEntity: uuid:string@4.0 capability:DVSCapability@4.0 summary:DVSSummary@4.0 config:DVSConfigInfo@4.0 networkResourcePool?:DVSNetworkResourcePool[]@4.1 portgroup?:*DistributedVirtualPortgroup[]@4.0 runtime?:DVSRuntimeInfo@5.1
- FetchDVPortKeys(criteria?:DistributedVirtualSwitchPortCriteria) string[]?@4.0
- FetchDVPorts(criteria?:DistributedVirtualSwitchPortCriteria) DistributedVirtualPort[]?@4.0
- QueryUsedVlanIdInDvs() int[]?@4.0
- ReconfigureDvs_Task(spec:DVSConfigSpec) *Task@4.0
- PerformDvsProductSpecOperation_Task(operation:string productSpec?:DistributedVirtualSwitchProductSpec) *Task@4.0
- MergeDvs_Task(dvs:*DistributedVirtualSwitch) *Task@4.0
- AddDVPortgroup_Task(spec:DVPortgroupConfigSpec[]) *Task@4.0
- MoveDVPort_Task(portKey:string[] destinationPortgroupKey?:string) *Task@4.0
- UpdateDvsCapability(capability:DVSCapability) void@4.0
- ReconfigureDVPort_Task(port:DVPortConfigSpec[]) *Task@4.0
- RefreshDVPortState(portKeys?:string[]) void@4.0
- RectifyDvsHost_Task(hosts?:*HostSystem[]) *Task@4.0
- UpdateNetworkResourcePool(configSpec:DVSNetworkResourcePoolConfigSpec[]) void@4.1
- AddNetworkResourcePool(configSpec:DVSNetworkResourcePoolConfigSpec[]) void@5.0
- RemoveNetworkResourcePool(key:string[]) void@5.0
- DvsReconfigureVmVnicNetworkResourcePool_Task(configSpec:DvsVmVnicResourcePoolConfigSpec[]) *Task@6.0
- EnableNetworkResourceManagement(enable:boolean) void@4.1
- DVSRollback_Task(entityBackup?:EntityBackupConfig) *Task?@5.1
- CreateDVPortgroup_Task(spec:DVPortgroupConfigSpec) *Task@5.1
- UpdateDVSHealthCheckConfig_Task(healthCheckConfig:DVSHealthCheckConfig[]) *Task@5.1
- LookupDvPortGroup(portgroupKey:string) *DistributedVirtualPortgroup?@5.1
EnvironmentBrowser: datastoreBrowser?:*HostDatastoreBrowser
- QueryConfigOptionDescriptor() VirtualMachineConfigOptionDescriptor[]?
- QueryConfigOption(key?:string host?:*HostSystem) VirtualMachineConfigOption?
- QueryConfigOptionEx(spec?:EnvironmentBrowserConfigOptionQuerySpec) VirtualMachineConfigOption?@6.0
- QueryConfigTarget(host?:*HostSystem) ConfigTarget?
- QueryTargetCapabilities(host?:*HostSystem) HostCapability?@4.0
ExtensibleManagedObject: value?:CustomFieldValue[] availableField?:CustomFieldDef[]
- setCustomValue(key:string value:string) void
ExtensionManager: extensionList?:Extension[]
- UnregisterExtension(extensionKey:string) void
- FindExtension(extensionKey:string) Extension?
- RegisterExtension(extension:Extension) void
- UpdateExtension(extension:Extension) void
- GetPublicKey() string
- SetPublicKey(extensionKey:string publicKey:string) void
- SetExtensionCertificate(extensionKey:string certificatePem?:string) void@4.0
- SetServiceAccount(extensionKey:string serviceAccount:string) void@8.0.2.0
- QueryManagedBy(extensionKey:string) *ManagedEntity[]?@5.0
- QueryExtensionIpAllocationUsage(extensionKeys?:string[]) ExtensionManagerIpAllocationUsage[]?@5.1
FileManager:
- MoveDatastoreFile_Task(sourceName:string sourceDatacenter?:*Datacenter destinationName:string destinationDatacenter?:*Datacenter force?:boolean) *Task
- CopyDatastoreFile_Task(sourceName:string sourceDatacenter?:*Datacenter destinationName:string destinationDatacenter?:*Datacenter force?:boolean) *Task
- DeleteDatastoreFile_Task(name:string datacenter?:*Datacenter) *Task
- MakeDirectory(name:string datacenter?:*Datacenter createParentDirectories?:boolean) void
- ChangeOwner(name:string datacenter?:*Datacenter owner:string) void@4.0
- QueryFileLockInfo(path:string host?:*HostSystem) FileLockInfoResult@8.0.2.0
Folder < ManagedEntity: childType?:string[] childEntity?:*ManagedEntity[] namespace?:string@7.0.0.0
- CreateFolder(name:string) *Folder
- MoveIntoFolder_Task(list:*ManagedEntity[]) *Task
- CreateVM_Task(config:VirtualMachineConfigSpec pool:*ResourcePool host?:*HostSystem) *Task
- RegisterVM_Task(path:string name?:string asTemplate:boolean pool?:*ResourcePool host?:*HostSystem) *Task
- CreateCluster(name:string spec:ClusterConfigSpec) *ClusterComputeResource
- CreateClusterEx(name:string spec:ClusterConfigSpecEx) *ClusterComputeResource
- AddStandaloneHost_Task(spec:HostConnectSpec compResSpec?:ComputeResourceConfigSpec addConnected:boolean license?:string@4.0) *Task
- CreateDatacenter(name:string) *Datacenter
- UnregisterAndDestroy_Task() *Task
- CreateDVS_Task(spec:DVSCreateSpec) *Task@4.0
- CreateStoragePod(name:string) *StoragePod@5.0
- BatchAddStandaloneHosts_Task(newHosts?:FolderNewHostSpec[] compResSpec?:ComputeResourceConfigSpec addConnected:boolean) *Task@6.7.1
- BatchAddHostsToCluster_Task(cluster:*ClusterComputeResource newHosts?:FolderNewHostSpec[] existingHosts?:*HostSystem[] compResSpec?:ComputeResourceConfigSpec desiredState?:string) *Task@6.7.1
HealthUpdateManager:
- RegisterHealthUpdateProvider(name:string healthUpdateInfo?:HealthUpdateInfo[]) string@6.5
- UnregisterHealthUpdateProvider(providerId:string) void@6.5
- QueryProviderList() string[]?@6.5
- HasProvider(id:string) boolean@6.5
- QueryProviderName(id:string) string@6.5
- QueryHealthUpdateInfos(providerId:string) HealthUpdateInfo[]?@6.5
- AddMonitoredEntities(providerId:string entities?:*ManagedEntity[]) void@6.5
- RemoveMonitoredEntities(providerId:string entities?:*ManagedEntity[]) void@6.5
- QueryMonitoredEntities(providerId:string) *ManagedEntity[]?@6.5
- HasMonitoredEntity(providerId:string entity:*ManagedEntity) boolean@6.5
- QueryUnmonitoredHosts(providerId:string cluster:*ClusterComputeResource) *HostSystem[]?@6.5
- PostHealthUpdates(providerId:string updates?:HealthUpdate[]) void@6.5
- QueryHealthUpdates(providerId:string) HealthUpdate[]?@6.5
- AddFilter(providerId:string filterName:string infoIds?:string[]) string@6.5
- QueryFilterList(providerId:string) string[]?@6.5
- QueryFilterName(filterId:string) string@6.5
- QueryFilterInfoIds(filterId:string) string[]?@6.5
- QueryFilterEntities(filterId:string) *ManagedEntity[]?@6.5
- AddFilterEntities(filterId:string entities?:*ManagedEntity[]) void@6.5
- RemoveFilterEntities(filterId:string entities?:*ManagedEntity[]) void@6.5
- RemoveFilter(filterId:string) void@6.5
HistoryCollector: filter:anyType
- SetCollectorPageSize(maxCount:int) void
- RewindCollector() void
- ResetCollector() void
- DestroyCollector() void
HostSystem < ManagedEntity: runtime:HostRuntimeInfo summary:HostListSummary hardware?:HostHardwareInfo capability?:HostCapability licensableResource:HostLicensableResourceInfo@5.0 remediationState?:HostSystemRemediationState@6.7 precheckRemediationResult?:ApplyHostProfileConfigurationSpec@6.7 remediationResult?:ApplyHostProfileConfigurationResult@6.7 complianceCheckState?:HostSystemComplianceCheckState@6.7 complianceCheckResult?:ComplianceResult@6.7 configManager:HostConfigManager config?:HostConfigInfo vm?:*VirtualMachine[] datastore?:*Datastore[] network?:*Network[] datastoreBrowser:*HostDatastoreBrowser systemResources?:HostSystemResourceInfo answerFileValidationState?:AnswerFileStatusResult@6.7 answerFileValidationResult?:AnswerFileStatusResult@6.7
- QueryTpmAttestationReport() HostTpmAttestationReport?@5.1
- QueryHostConnectionInfo() HostConnectInfo
- UpdateSystemResources(resourceInfo:HostSystemResourceInfo) void
- UpdateSystemSwapConfiguration(sysSwapConfig:HostSystemSwapConfiguration) void@5.1
- ReconnectHost_Task(cnxSpec?:HostConnectSpec reconnectSpec?:HostSystemReconnectSpec@5.0) *Task
- DisconnectHost_Task() *Task
- EnterMaintenanceMode_Task(timeout:int evacuatePoweredOffVms?:boolean maintenanceSpec?:HostMaintenanceSpec@5.5) *Task
- ExitMaintenanceMode_Task(timeout:int) *Task
- RebootHost_Task(force:boolean) *Task
- ShutdownHost_Task(force:boolean) *Task
- PowerDownHostToStandBy_Task(timeoutSec:int evacuatePoweredOffVms?:boolean) *Task
- PowerUpHostFromStandBy_Task(timeoutSec:int) *Task
- QueryMemoryOverhead(memorySize:long videoRamSize?:int numVcpus:int) long
- QueryMemoryOverheadEx(vmConfigInfo:VirtualMachineConfigInfo) long
- ReconfigureHostForDAS_Task() *Task
- UpdateFlags(flagInfo:HostFlagInfo) void
- EnterLockdownMode() void@4.1
- ExitLockdownMode() void@4.1
- AcquireCimServicesTicket() HostServiceTicket
- UpdateIpmi(ipmiInfo:HostIpmiInfo) void@4.0
- RetrieveHardwareUptime() long@4.1
- PrepareCrypto() void@6.5
- EnableCrypto(keyPlain:CryptoKeyPlain) void@6.5
- ConfigureCryptoKey(keyId?:CryptoKeyId) void@6.5
- QueryProductLockerLocation() string@6.7.1
- UpdateProductLockerLocation_Task(path:string) *Task@6.7.1
- RetrieveFreeEpcMemory() long@7.0.0.0
HttpNfcLease: initializeProgress:int@4.0 transferProgress:int@6.7 mode:string@6.7 capabilities:HttpNfcLeaseCapabilities@6.7 info?:HttpNfcLeaseInfo@4.0 state:HttpNfcLeaseState@4.0 error?:LocalizedMethodFault@4.0
- HttpNfcLeaseGetManifest() HttpNfcLeaseManifestEntry[]?@4.1
- HttpNfcLeaseSetManifestChecksumType(deviceUrlsToChecksumTypes?:KeyValue[]) void@6.7
- HttpNfcLeaseComplete() void@4.0
- HttpNfcLeaseAbort(fault?:LocalizedMethodFault) void@4.0
- HttpNfcLeaseProgress(percent:int) void@4.0
- HttpNfcLeasePullFromUrls_Task(files?:HttpNfcLeaseSourceFile[]) *Task@6.7
- HttpNfcLeaseProbeUrls(files?:HttpNfcLeaseSourceFile[] timeout?:int) HttpNfcLeaseProbeResult[]?@7.0.2.0
IoFilterManager:
- InstallIoFilter_Task(vibUrl:string compRes:*ComputeResource vibSslTrust?:IoFilterManagerSslTrust@8.0.3.0) *Task?@6.0
- UninstallIoFilter_Task(filterId:string compRes:*ComputeResource) *Task@6.0
- UpgradeIoFilter_Task(filterId:string compRes:*ComputeResource vibUrl:string vibSslTrust?:IoFilterManagerSslTrust@8.0.3.0) *Task?@6.0
- QueryIoFilterIssues(filterId:string compRes:*ComputeResource) IoFilterQueryIssueResult@6.0
- QueryIoFilterInfo(compRes:*ComputeResource) ClusterIoFilterInfo[]?@6.0
- ResolveInstallationErrorsOnHost_Task(filterId:string host:*HostSystem) *Task@6.0
- ResolveInstallationErrorsOnCluster_Task(filterId:string cluster:*ClusterComputeResource) *Task@6.0
- QueryDisksUsingFilter(filterId:string compRes:*ComputeResource) VirtualDiskId[]@6.0
IpPoolManager:
- QueryIpPools(dc:*Datacenter) IpPool[]?@4.0
- CreateIpPool(dc:*Datacenter pool:IpPool) int@4.0
- UpdateIpPool(dc:*Datacenter pool:IpPool) void@4.0
- DestroyIpPool(dc:*Datacenter id:int force:boolean) void@4.0
- AllocateIpv4Address(dc:*Datacenter poolId:int allocationId:string) string@5.1
- AllocateIpv6Address(dc:*Datacenter poolId:int allocationId:string) string@5.1
- ReleaseIpAllocation(dc:*Datacenter poolId:int allocationId:string) void@5.1
- QueryIPAllocations(dc:*Datacenter poolId:int extensionKey:string) IpPoolManagerIpAllocation[]@5.1
LicenseAssignmentManager:
- UpdateAssignedLicense(entity:string licenseKey:string entityDisplayName?:string) LicenseManagerLicenseInfo@4.0
- RemoveAssignedLicense(entityId:string) void@4.0
- QueryAssignedLicenses(entityId?:string) LicenseAssignmentManagerLicenseAssignment[]?@4.0
LicenseManager: source:LicenseSource sourceAvailable:boolean diagnostics?:LicenseDiagnostics featureInfo?:LicenseFeatureInfo[] licensedEdition:string licenses:LicenseManagerLicenseInfo[]@4.0 licenseAssignmentManager?:*LicenseAssignmentManager@4.0 evaluation:LicenseManagerEvaluationInfo@4.0
- QuerySupportedFeatures(host?:*HostSystem) LicenseFeatureInfo[]?
- QueryLicenseSourceAvailability(host?:*HostSystem) LicenseAvailabilityInfo[]?
- QueryLicenseUsage(host?:*HostSystem) LicenseUsageInfo
- SetLicenseEdition(host?:*HostSystem featureKey?:string) void
- CheckLicenseFeature(host?:*HostSystem featureKey:string) boolean
- EnableFeature(host?:*HostSystem featureKey:string) boolean
- DisableFeature(host?:*HostSystem featureKey:string) boolean
- ConfigureLicenseSource(host?:*HostSystem licenseSource:LicenseSource) void
- UpdateLicense(licenseKey:string labels?:KeyValue[]) LicenseManagerLicenseInfo@4.0
- AddLicense(licenseKey:string labels?:KeyValue[]) LicenseManagerLicenseInfo@4.0
- RemoveLicense(licenseKey:string) void@4.0
- DecodeLicense(licenseKey:string) LicenseManagerLicenseInfo@4.0
- UpdateLicenseLabel(licenseKey:string labelKey:string labelValue:string) void@4.0
- RemoveLicenseLabel(licenseKey:string labelKey:string) void@4.0
LocalizationManager: catalog?:LocalizationManagerMessageCatalog[]@4.0
ManagedEntity < ExtensibleManagedObject: parent?:*ManagedEntity customValue?:CustomFieldValue[] overallStatus:ManagedEntityStatus configStatus:ManagedEntityStatus configIssue?:Event[] effectiveRole?:int[] permission?:Permission[] name:string disabledMethod?:string[] recentTask?:*Task[] declaredAlarmState?:AlarmState[] triggeredAlarmState?:AlarmState[] alarmActionsEnabled?:boolean@4.0 tag?:Tag[]@4.0
- Reload() void
- Rename_Task(newName:string) *Task
- Destroy_Task() *Task
Network < ManagedEntity: summary:NetworkSummary host?:*HostSystem[] vm?:*VirtualMachine[]
- DestroyNetwork() void
OpaqueNetwork < Network: capability?:OpaqueNetworkCapability@6.5 extraConfig?:OptionValue[]@6.5
OverheadMemoryManager:
- LookupVmOverheadMemory(vm:*VirtualMachine host:*HostSystem) long@6.0
OvfManager: ovfImportOption?:OvfOptionInfo[]@5.1 ovfExportOption?:OvfOptionInfo[]@5.1
- ValidateHost(ovfDescriptor:string host:*HostSystem vhp:OvfValidateHostParams) OvfValidateHostResult@4.0
- ParseDescriptor(ovfDescriptor:string pdp:OvfParseDescriptorParams) OvfParseDescriptorResult@4.0
- CreateImportSpec(ovfDescriptor:string resourcePool:*ResourcePool datastore:*Datastore cisp:OvfCreateImportSpecParams) OvfCreateImportSpecResult@4.0
- CreateDescriptor(obj:*ManagedEntity cdp:OvfCreateDescriptorParams) OvfCreateDescriptorResult@4.0
PerformanceManager: description:PerformanceDescription historicalInterval?:PerfInterval[] perfCounter?:PerfCounterInfo[]
- QueryPerfProviderSummary(entity:*ManagedObject) PerfProviderSummary
- QueryAvailablePerfMetric(entity:*ManagedObject beginTime?:dateTime endTime?:dateTime intervalId?:int) PerfMetricId[]?
- QueryPerfCounter(counterId:int[]) PerfCounterInfo[]?
- QueryPerfCounterByLevel(level:int) PerfCounterInfo[]
- QueryPerf(querySpec:PerfQuerySpec[]) PerfEntityMetricBase[]?
- QueryPerfComposite(querySpec:PerfQuerySpec) PerfCompositeMetric
- CreatePerfInterval(intervalId:PerfInterval) void
- RemovePerfInterval(samplePeriod:int) void
- UpdatePerfInterval(interval:PerfInterval) void
- UpdateCounterLevelMapping(counterLevelMap:PerformanceManagerCounterLevelMapping[]) void@4.1
- ResetCounterLevelMapping(counters:int[]) void@4.1
ResourcePlanningManager:
- EstimateDatabaseSize(dbSizeParam:DatabaseSizeParam) DatabaseSizeEstimate@4.0
ResourcePool < ManagedEntity: summary:ResourcePoolSummary runtime:ResourcePoolRuntimeInfo owner:*ComputeResource resourcePool?:*ResourcePool[] vm?:*VirtualMachine[] config:ResourceConfigSpec namespace?:string@7.0.0.0 childConfiguration?:ResourceConfigSpec[]
- UpdateConfig(name?:string config?:ResourceConfigSpec) void
- MoveIntoResourcePool(list:*ManagedEntity[]) void
- UpdateChildResourceConfiguration(spec:ResourceConfigSpec[]) void
- CreateResourcePool(name:string spec:ResourceConfigSpec) *ResourcePool
- DestroyChildren() void
- CreateVApp(name:string resSpec:ResourceConfigSpec configSpec:VAppConfigSpec vmFolder?:*Folder) *VirtualApp@4.0
- CreateChildVM_Task(config:VirtualMachineConfigSpec host?:*HostSystem) *Task@4.0
- RegisterChildVM_Task(path:string name?:string host?:*HostSystem) *Task@4.0
- ImportVApp(spec:ImportSpec folder?:*Folder host?:*HostSystem) *HttpNfcLease@4.0
- QueryResourceConfigOption() ResourceConfigOption@4.1
- RefreshRuntime() void@4.1
SearchIndex:
- FindByUuid(datacenter?:*Datacenter uuid:string vmSearch:boolean instanceUuid?:boolean@4.0) *ManagedEntity?
- FindByDatastorePath(datacenter:*Datacenter path:string) *VirtualMachine?
- FindByDnsName(datacenter?:*Datacenter dnsName:string vmSearch:boolean) *ManagedEntity?
- FindByIp(datacenter?:*Datacenter ip:string vmSearch:boolean) *ManagedEntity?
- FindByInventoryPath(inventoryPath:string) *ManagedEntity?
- FindChild(entity:*ManagedEntity name:string) *ManagedEntity?
- FindAllByUuid(datacenter?:*Datacenter uuid:string vmSearch:boolean instanceUuid?:boolean) *ManagedEntity[]@4.0
- FindAllByDnsName(datacenter?:*Datacenter dnsName:string vmSearch:boolean) *ManagedEntity[]@4.0
- FindAllByIp(datacenter?:*Datacenter ip:string vmSearch:boolean) *ManagedEntity[]@4.0
ServiceInstance: serverClock:dateTime capability:Capability content:ServiceContent
- CurrentTime() dateTime
- RetrieveServiceContent() ServiceContent
- ValidateMigration(vm:*VirtualMachine[] state?:VirtualMachinePowerState testType?:string[] pool?:*ResourcePool host?:*HostSystem) Event[]?
- QueryVMotionCompatibility(vm:*VirtualMachine host:*HostSystem[] compatibility?:string[]) HostVMotionCompatibility[]?
- RetrieveProductComponents() ProductComponentInfo[]?
ServiceManager: service?:ServiceManagerServiceInfo[]
- QueryServiceList(serviceName?:string location?:string[]) ServiceManagerServiceInfo[]?
SessionManager: sessionList?:UserSession[] currentSession?:UserSession message?:string messageLocaleList?:string[] supportedLocaleList?:string[] defaultLocale:string
- UpdateServiceMessage(message:string) void
- LoginByToken(locale?:string) UserSession@5.1
- Login(userName:string password:string locale?:string) UserSession
- LoginBySSPI(base64Token:string locale?:string) UserSession
- Logout() void
- AcquireLocalTicket(userName:string) SessionManagerLocalTicket
- AcquireGenericServiceTicket(spec:SessionManagerServiceRequestSpec) SessionManagerGenericServiceTicket@5.0
- TerminateSession(sessionId:string[]) void
- SetLocale(locale:string) void
- LoginExtensionBySubjectName(extensionKey:string locale?:string) UserSession
- LoginExtensionByCertificate(extensionKey:string locale?:string) UserSession@4.0
- ImpersonateUser(userName:string locale?:string) UserSession
- SessionIsActive(sessionID:string userName:string) boolean
- AcquireCloneTicket() string@2.5u2
- CloneSession(cloneTicket:string) UserSession@2.5u2
SimpleCommand: encodingType:SimpleCommandEncoding entity:ServiceManagerServiceInfo
- ExecuteSimpleCommand(arguments?:string[]) string
SiteInfoManager:
- GetSiteInfo() SiteInfo@7.0.0.0
StoragePod < Folder: summary?:StoragePodSummary@5.0 podStorageDrsEntry?:PodStorageDrsEntry@5.0
StorageQueryManager:
- QueryHostsWithAttachedLun(lunUuid:string) *HostSystem[]?@6.7.2
StorageResourceManager:
- ConfigureDatastoreIORM_Task(datastore:*Datastore spec:StorageIORMConfigSpec) *Task@4.1
- QueryIORMConfigOption(host:*HostSystem) StorageIORMConfigOption@4.1
- QueryDatastorePerformanceSummary(datastore:*Datastore) StoragePerformanceSummary[]?@5.1
- ApplyStorageDrsRecommendationToPod_Task(pod:*StoragePod key:string) *Task@5.0
- ApplyStorageDrsRecommendation_Task(key:string[]) *Task@5.0
- CancelStorageDrsRecommendation(key:string[]) void@5.0
- RefreshStorageDrsRecommendation(pod:*StoragePod) void@5.0
- RefreshStorageDrsRecommendationsForPod_Task(pod:*StoragePod) *Task@6.7
- ConfigureStorageDrsForPod_Task(pod:*StoragePod spec:StorageDrsConfigSpec modify:boolean) *Task@5.0
- ValidateStoragePodConfig(pod:*StoragePod spec:StorageDrsConfigSpec) LocalizedMethodFault?@6.7
- RecommendDatastores(storageSpec:StoragePlacementSpec) StoragePlacementResult@5.0
Task < ExtensibleManagedObject: info:TaskInfo
- CancelTask() void
- UpdateProgress(percentDone:int) void
- SetTaskState(state:TaskInfoState result?:anyType fault?:LocalizedMethodFault) void
- SetTaskDescription(description:LocalizableMessage) void@4.0
TaskHistoryCollector < HistoryCollector: latestPage?:TaskInfo[]
- ReadNextTasks(maxCount:int) TaskInfo[]?
- ReadPreviousTasks(maxCount:int) TaskInfo[]?
TaskManager: recentTask?:*Task[] description:TaskDescription maxCollector:int
- CreateCollectorForTasks(filter:TaskFilterSpec) *TaskHistoryCollector
- CreateCollectorWithInfoFilterForTasks(filter:TaskFilterSpec infoFilter?:TaskInfoFilterSpec) *TaskHistoryCollector@8.0.3.0
- CreateTask(obj:*ManagedObject taskTypeId:string initiatedBy?:string cancelable:boolean parentTaskKey?:string@4.0 activationId?:string@6.0) TaskInfo
UserDirectory: domainList?:string[]
- RetrieveUserGroups(domain?:string searchStr:string belongsToGroup?:string belongsToUser?:string exactMatch:boolean findUsers:boolean findGroups:boolean) UserSearchResult[]?
VirtualApp < ResourcePool: parentFolder?:*Folder@4.0 datastore?:*Datastore[]@4.0 network?:*Network[]@4.0 vAppConfig?:VAppConfigInfo@4.0 parentVApp?:*ManagedEntity@4.1 childLink?:VirtualAppLinkInfo[]@4.1
- UpdateVAppConfig(spec:VAppConfigSpec) void@4.0
- UpdateLinkedChildren(addChangeSet?:VirtualAppLinkInfo[] removeSet?:*ManagedEntity[]) void@4.1
- CloneVApp_Task(name:string target:*ResourcePool spec:VAppCloneSpec) *Task@4.0
- ExportVApp() *HttpNfcLease@4.0
- PowerOnVApp_Task() *Task@4.0
- PowerOffVApp_Task(force:boolean) *Task@4.0
- SuspendVApp_Task() *Task@4.1
- unregisterVApp_Task() *Task@4.0
VirtualDiskManager:
- CreateVirtualDisk_Task(name:string datacenter?:*Datacenter spec:VirtualDiskSpec) *Task
- DeleteVirtualDisk_Task(name:string datacenter?:*Datacenter) *Task
- MoveVirtualDisk_Task(sourceName:string sourceDatacenter?:*Datacenter destName:string destDatacenter?:*Datacenter force?:boolean profile?:VirtualMachineProfileSpec[]@5.5) *Task
- CopyVirtualDisk_Task(sourceName:string sourceDatacenter?:*Datacenter destName:string destDatacenter?:*Datacenter destSpec?:VirtualDiskSpec force?:boolean) *Task
- ExtendVirtualDisk_Task(name:string datacenter?:*Datacenter newCapacityKb:long eagerZero?:boolean@4.0) *Task
- QueryVirtualDiskFragmentation(name:string datacenter?:*Datacenter) int
- DefragmentVirtualDisk_Task(name:string datacenter?:*Datacenter) *Task
- ShrinkVirtualDisk_Task(name:string datacenter?:*Datacenter copy?:boolean) *Task
- InflateVirtualDisk_Task(name:string datacenter?:*Datacenter) *Task
- EagerZeroVirtualDisk_Task(name:string datacenter?:*Datacenter) *Task@4.0
- ZeroFillVirtualDisk_Task(name:string datacenter?:*Datacenter) *Task
- SetVirtualDiskUuid(name:string datacenter?:*Datacenter uuid:string) void
- QueryVirtualDiskUuid(name:string datacenter?:*Datacenter) string
- QueryVirtualDiskGeometry(name:string datacenter?:*Datacenter) HostDiskDimensionsChs
- ImportUnmanagedSnapshot(vdisk:string datacenter?:*Datacenter vvolId:string) void@6.0
- ReleaseManagedSnapshot(vdisk:string datacenter?:*Datacenter) void@6.5
VirtualMachine < ManagedEntity: capability:VirtualMachineCapability config?:VirtualMachineConfigInfo layout?:VirtualMachineFileLayout layoutEx?:VirtualMachineFileLayoutEx@4.0 storage?:VirtualMachineStorageInfo@4.0 environmentBrowser:*EnvironmentBrowser resourcePool?:*ResourcePool parentVApp?:*ManagedEntity@4.1 resourceConfig?:ResourceConfigSpec runtime:VirtualMachineRuntimeInfo guest?:GuestInfo summary:VirtualMachineSummary datastore?:*Datastore[] network?:*Network[] snapshot?:VirtualMachineSnapshotInfo rootSnapshot?:*VirtualMachineSnapshot[]@4.1 guestHeartbeatStatus:ManagedEntityStatus
- RefreshStorageInfo() void@4.0
- CreateSnapshot_Task(name:string description?:string memory:boolean quiesce:boolean) *Task
- CreateSnapshotEx_Task(name:string description?:string memory:boolean quiesceSpec?:VirtualMachineGuestQuiesceSpec) *Task@6.5
- RevertToCurrentSnapshot_Task(host?:*HostSystem suppressPowerOn?:boolean@2.5u2server) *Task
- RemoveAllSnapshots_Task(consolidate?:boolean@5.0 spec?:SnapshotSelectionSpec@8.0.3.0) *Task
- ConsolidateVMDisks_Task() *Task@5.0
- EstimateStorageForConsolidateSnapshots_Task() *Task?@5.0
- ReconfigVM_Task(spec:VirtualMachineConfigSpec) *Task
- UpgradeVM_Task(version?:string) *Task
- ExtractOvfEnvironment() string@4.0
- PowerOnVM_Task(host?:*HostSystem) *Task
- PowerOffVM_Task() *Task
- SuspendVM_Task() *Task
- ResetVM_Task() *Task
- ShutdownGuest() void
- RebootGuest() void
- StandbyGuest() void
- AnswerVM(questionId:string answerChoice:string) void
- CustomizeVM_Task(spec:CustomizationSpec) *Task
- CheckCustomizationSpec(spec:CustomizationSpec) void
- MigrateVM_Task(pool?:*ResourcePool host?:*HostSystem priority:VirtualMachineMovePriority state?:VirtualMachinePowerState) *Task
- RelocateVM_Task(spec:VirtualMachineRelocateSpec priority?:VirtualMachineMovePriority@4.0) *Task
- CloneVM_Task(folder:*Folder name:string spec:VirtualMachineCloneSpec) *Task
- InstantClone_Task(spec:VirtualMachineInstantCloneSpec) *Task@6.7
- ExportVm() *HttpNfcLease@4.0
- MarkAsTemplate() void
- MarkAsVirtualMachine(pool:*ResourcePool host?:*HostSystem) void
- UnregisterVM() void
- ResetGuestInformation() void
- MountToolsInstaller() void
- UnmountToolsInstaller() void
- UpgradeTools_Task(installerOptions?:string) *Task
- AcquireMksTicket() VirtualMachineMksTicket
- QueryConnections() VirtualMachineConnection[]?@7.0.1.0
- DropConnections(listOfConnections?:VirtualMachineConnection[]) boolean@7.0.1.0
- AcquireTicket(ticketType:string) VirtualMachineTicket@4.1
- SetScreenResolution(width:int height:int) void
- DefragmentAllDisks() void
- CreateSecondaryVM_Task(host?:*HostSystem) *Task@4.0
- CreateSecondaryVMEx_Task(host?:*HostSystem spec?:FaultToleranceConfigSpec) *Task@6.0
- TurnOffFaultToleranceForVM_Task() *Task@4.0
- MakePrimaryVM_Task(vm:*VirtualMachine) *Task@4.0
- TerminateFaultTolerantVM_Task(vm?:*VirtualMachine) *Task@4.0
- DisableSecondaryVM_Task(vm:*VirtualMachine) *Task@4.0
- EnableSecondaryVM_Task(vm:*VirtualMachine host?:*HostSystem) *Task@4.0
- SetDisplayTopology(displays:VirtualMachineDisplayTopology[]) void@2.5u2server
- StartRecording_Task(name:string description?:string) *Task@4.0
- StopRecording_Task() *Task@4.0
- StartReplaying_Task(replaySnapshot:*VirtualMachineSnapshot) *Task@4.0
- StopReplaying_Task() *Task@4.0
- PromoteDisks_Task(unlink:boolean disks?:VirtualDisk[]) *Task@4.0
- CreateScreenshot_Task() *Task@4.0
- PutUsbScanCodes(spec:UsbScanCodeSpec) int@6.5
- QueryChangedDiskAreas(snapshot?:*VirtualMachineSnapshot deviceKey:int startOffset:long changeId:string) DiskChangeInfo@4.0
- QueryUnownedFiles() string[]?@4.0
- reloadVirtualMachineFromPath_Task(configurationPath:string) *Task@4.1
- QueryFaultToleranceCompatibility() LocalizedMethodFault[]?@4.1
- QueryFaultToleranceCompatibilityEx(forLegacyFt?:boolean) LocalizedMethodFault[]?@6.0
- TerminateVM() void@5.0
- SendNMI() void@6.0
- AttachDisk_Task(diskId:ID datastore:*Datastore controllerKey?:int unitNumber?:int) *Task@6.5
- DetachDisk_Task(diskId:ID) *Task@6.5
- ApplyEvcModeVM_Task(mask?:HostFeatureMask[] completeMasks?:boolean) *Task@6.7
- CryptoUnlock_Task() *Task@6.7
VirtualizationManager:
Alarm < ExtensibleManagedObject: info:AlarmInfo
- RemoveAlarm() void
- ReconfigureAlarm(spec:AlarmSpec) void
AlarmManager: defaultExpression?:AlarmExpression[] description:AlarmDescription
- CreateAlarm(entity:*ManagedEntity spec:AlarmSpec) *Alarm
- GetAlarm(entity?:*ManagedEntity) *Alarm[]?
- AreAlarmActionsEnabled(entity:*ManagedEntity) boolean@4.0
- EnableAlarmActions(entity:*ManagedEntity enabled:boolean) void@4.0
- GetAlarmState(entity:*ManagedEntity) AlarmState[]?
- AcknowledgeAlarm(alarm:*Alarm entity:*ManagedEntity) void@4.0
- ClearTriggeredAlarms(filter:AlarmFilterSpec) void@6.7
- DisableAlarm(alarm:*Alarm entity:*ManagedEntity) void@6.9.1
- EnableAlarm(alarm:*Alarm entity:*ManagedEntity) void@6.9.1
ClusterEVCManager < ExtensibleManagedObject: managedCluster:*ClusterComputeResource@6.0 evcState:ClusterEVCManagerEVCState@6.0
- ConfigureEvcMode_Task(evcModeKey:string evcGraphicsModeKey?:string@7.0.1.0) *Task@6.0
- DisableEvcMode_Task() *Task@6.0
- CheckConfigureEvcMode_Task(evcModeKey:string evcGraphicsModeKey?:string@7.0.1.0) *Task?@6.0
- CheckAddHostEvc_Task(cnxSpec:HostConnectSpec) *Task?@6.0
DistributedVirtualPortgroup < Network: key:string@4.0 config:DVPortgroupConfigInfo@4.0 portKeys?:string[]@4.0
- ReconfigureDVPortgroup_Task(spec:DVPortgroupConfigSpec) *Task@4.0
- DVPortgroupRollback_Task(entityBackup?:EntityBackupConfig) *Task?@5.1
DistributedVirtualSwitchManager:
- QueryAvailableDvsSpec(recommended?:boolean@6.0) DistributedVirtualSwitchProductSpec[]?@4.0
- QuerySupportedNetworkOffloadSpec(switchProductSpec:DistributedVirtualSwitchProductSpec) DistributedVirtualSwitchNetworkOffloadSpec[]?@8.0.0.1
- QueryCompatibleVmnicsFromHosts(hosts?:*HostSystem[] dvs:*DistributedVirtualSwitch) DVSManagerPhysicalNicsList[]?@8.0.0.1
- QueryCompatibleHostForNewDvs(container:*ManagedEntity recursive:boolean switchProductSpec?:DistributedVirtualSwitchProductSpec) *HostSystem[]?@4.0
- QueryCompatibleHostForExistingDvs(container:*ManagedEntity recursive:boolean dvs:*DistributedVirtualSwitch) *HostSystem[]?@4.0
- QueryDvsCompatibleHostSpec(switchProductSpec?:DistributedVirtualSwitchProductSpec) DistributedVirtualSwitchHostProductSpec[]?@4.0
- QueryDvsFeatureCapability(switchProductSpec?:DistributedVirtualSwitchProductSpec) DVSFeatureCapability?@4.1
- QueryDvsByUuid(uuid:string) *DistributedVirtualSwitch?@4.0
- QueryDvsConfigTarget(host?:*HostSystem dvs?:*DistributedVirtualSwitch) DVSManagerDvsConfigTarget@4.0
- QueryDvsCheckCompatibility(hostContainer:DistributedVirtualSwitchManagerHostContainer dvsProductSpec?:DistributedVirtualSwitchManagerDvsProductSpec hostFilterSpec?:DistributedVirtualSwitchManagerHostDvsFilterSpec[]) DistributedVirtualSwitchManagerCompatibilityResult[]?@4.1
- RectifyDvsOnHost_Task(hosts:*HostSystem[]) *Task@5.0
- DVSManagerExportEntity_Task(selectionSet:SelectionSet[]) *Task?@5.1
- DVSManagerImportEntity_Task(entityBackup:EntityBackupConfig[] importType:string) *Task@5.1
- DVSManagerLookupDvPortGroup(switchUuid:string portgroupKey:string) *DistributedVirtualPortgroup?@5.1
VmwareDistributedVirtualSwitch < DistributedVirtualSwitch:
- UpdateDVSLacpGroupConfig_Task(lacpGroupSpec:VMwareDvsLacpGroupSpec[]) *Task@5.5
CryptoManager: enabled:boolean@6.5
- AddKey(key:CryptoKeyPlain) void@6.5
- AddKeys(keys?:CryptoKeyPlain[]) CryptoKeyResult[]?@6.5
- RemoveKey(key:CryptoKeyId force:boolean) void@6.5
- RemoveKeys(keys?:CryptoKeyId[] force:boolean) CryptoKeyResult[]?@6.5
- ListKeys(limit?:int) CryptoKeyId[]?@6.5
CryptoManagerHost < CryptoManager:
- CryptoManagerHostPrepare() void@6.7
- CryptoManagerHostEnable(initialKey:CryptoKeyPlain) void@6.7
- ChangeKey_Task(newKey:CryptoKeyPlain) *Task@6.7
- CryptoManagerHostDisable() void@7.0.0.0
- GetCryptoKeyStatus(keys?:CryptoKeyId[]) CryptoManagerHostKeyStatus[]?@8.0.1.0
CryptoManagerHostKMS < CryptoManagerHost:
CryptoManagerKmip < CryptoManager: kmipServers?:KmipClusterInfo[]@6.5
- RegisterKmipServer(server:KmipServerSpec) void@6.5
- MarkDefault(clusterId:KeyProviderId) void@6.5
- UpdateKmipServer(server:KmipServerSpec) void@6.5
- RemoveKmipServer(clusterId:KeyProviderId serverName:string) void@6.5
- ListKmipServers(limit?:int) KmipClusterInfo[]?@6.5
- RetrieveKmipServersStatus_Task(clusters?:KmipClusterInfo[]) *Task?@6.5
- GenerateKey(keyProvider?:KeyProviderId spec?:CryptoManagerKmipCustomAttributeSpec@8.0.1.0) CryptoKeyResult@6.5
- RetrieveKmipServerCert(keyProvider:KeyProviderId server:KmipServerInfo) CryptoManagerKmipServerCertInfo@6.5
- UploadKmipServerCert(cluster:KeyProviderId certificate:string) void@6.5
- GenerateSelfSignedClientCert(cluster:KeyProviderId request?:CryptoManagerKmipCertSignRequest@8.0.1.0) string@6.5
- GenerateClientCsr(cluster:KeyProviderId request?:CryptoManagerKmipCertSignRequest@8.0.1.0) string@6.5
- RetrieveSelfSignedClientCert(cluster:KeyProviderId) string@6.5
- RetrieveClientCsr(cluster:KeyProviderId) string@6.5
- RetrieveClientCert(cluster:KeyProviderId) string@6.5
- UpdateSelfSignedClientCert(cluster:KeyProviderId certificate:string) void@6.5
- UpdateKmsSignedCsrClientCert(cluster:KeyProviderId certificate:string) void@6.5
- UploadClientCert(cluster:KeyProviderId certificate:string privateKey:string) void@6.5
- IsKmsClusterActive(cluster?:KeyProviderId) boolean@7.0.0.0
- SetDefaultKmsCluster(entity?:*ManagedEntity clusterId?:KeyProviderId) void@7.0.0.0
- GetDefaultKmsCluster(entity?:*ManagedEntity defaultsToParent?:boolean) KeyProviderId?@7.0.0.0
- QueryCryptoKeyStatus(keyIds?:CryptoKeyId[] checkKeyBitMap:int) CryptoManagerKmipCryptoKeyStatus[]?@6.7.2
- RegisterKmsCluster(clusterId:KeyProviderId managementType?:string) void@7.0.0.0
- UnregisterKmsCluster(clusterId:KeyProviderId) void@7.0.0.0
- ListKmsClusters(includeKmsServers?:boolean managementTypeFilter?:int statusFilter?:int) KmipClusterInfo[]?@7.0.0.0
- SetKeyCustomAttributes(keyId:CryptoKeyId spec:CryptoManagerKmipCustomAttributeSpec) CryptoKeyResult@8.0.1.0
EventHistoryCollector < HistoryCollector: latestPage?:Event[] initialized?:boolean@8.0.3.0
- ReadNextEvents(maxCount:int) Event[]?
- ReadPreviousEvents(maxCount:int) Event[]?
EventManager: description:EventDescription latestEvent?:Event maxCollector:int
- RetrieveArgumentDescription(eventTypeId:string) EventArgDesc[]?@4.0
- CreateCollectorForEvents(filter:EventFilterSpec) *EventHistoryCollector
- LogUserEvent(entity:*ManagedEntity msg:string) void
- QueryEvents(filter:EventFilterSpec) Event[]?
- PostEvent(eventToPost:Event taskInfo?:TaskInfo) void
HostActiveDirectoryAuthentication < HostDirectoryStore:
- JoinDomain_Task(domainName:string userName:string password:string) *Task@4.1
- JoinDomainWithCAM_Task(domainName:string camServer:string) *Task@5.0
- ImportCertificateForCAM_Task(certPath:string camServer:string) *Task@5.0
- LeaveCurrentDomain_Task(force:boolean) *Task@4.1
- EnableSmartCardAuthentication() void@6.0
- InstallSmartCardTrustAnchor(cert:string) void@6.0
- ReplaceSmartCardTrustAnchors(certs?:string[]) void@6.0
- RemoveSmartCardTrustAnchor(issuer:string serial:string) void@6.0
- RemoveSmartCardTrustAnchorByFingerprint(fingerprint:string digest:string) void@6.0
- ListSmartCardTrustAnchors() string[]?@6.0
- DisableSmartCardAuthentication() void@6.0
HostAssignableHardwareManager: binding?:HostAssignableHardwareBinding[]@7.0.0.0 config:HostAssignableHardwareConfig@7.0.0.0
- DownloadDescriptionTree() base64Binary@7.0.0.0
- RetrieveDynamicPassthroughInfo() VirtualMachineDynamicPassthroughInfo[]?@7.0.0.0
- RetrieveVendorDeviceGroupInfo() VirtualMachineVendorDeviceGroupInfo[]?@8.0.0.1
- UpdateAssignableHardwareConfig(config:HostAssignableHardwareConfig) void@7.0.0.0
HostAuthenticationManager: info:HostAuthenticationManagerInfo@4.1 supportedStore:*HostAuthenticationStore[]@4.1
HostAuthenticationStore: info:HostAuthenticationStoreInfo@4.1
HostAutoStartManager: config:HostAutoStartManagerConfig
- ReconfigureAutostart(spec:HostAutoStartManagerConfig) void
- AutoStartPowerOn() void
- AutoStartPowerOff() void
HostBootDeviceSystem:
- QueryBootDevices() HostBootDeviceInfo?
- UpdateBootDevice(key:string) void
HostCacheConfigurationManager: cacheConfigurationInfo?:HostCacheConfigurationInfo[]@5.0
- ConfigureHostCache_Task(spec:HostCacheConfigurationSpec) *Task@5.0
HostCertificateManager: certificateInfo:HostCertificateManagerCertificateInfo@6.0
- RetrieveCertificateInfoList() HostCertificateManagerCertificateInfo[]?@8.0.1.0
- GenerateCertificateSigningRequest(useIpAddressAsCommonName:boolean spec?:HostCertificateManagerCertificateSpec@8.0.1.0) string@6.0
- GenerateCertificateSigningRequestByDn(distinguishedName:string spec?:HostCertificateManagerCertificateSpec@8.0.1.0) string@6.0
- ProvisionServerPrivateKey(key:string) void@8.0.3.0
- InstallServerCertificate(cert:string) void@6.0
- ReplaceCACertificatesAndCRLs(caCert:string[] caCrl?:string[]) void@6.0
- NotifyAffectedServices(services?:string[]@8.0.1.0) void@6.0
- ListCACertificates() string[]?@6.0
- ListCACertificateRevocationLists() string[]?@6.0
HostCpuSchedulerSystem < ExtensibleManagedObject: cpuSchedulerInfo?:HostCpuSchedulerInfo@8.0.3.0 hyperthreadInfo?:HostHyperThreadScheduleInfo
- EnableHyperThreading() void
- DisableHyperThreading() void
HostDatastoreBrowser: datastore?:*Datastore[] supportedType?:FileQuery[]
- SearchDatastore_Task(datastorePath:string searchSpec?:HostDatastoreBrowserSearchSpec) *Task
- SearchDatastoreSubFolders_Task(datastorePath:string searchSpec?:HostDatastoreBrowserSearchSpec) *Task?
- DeleteFile(datastorePath:string) void
HostDatastoreSystem: datastore?:*Datastore[] capabilities:HostDatastoreSystemCapabilities
- UpdateLocalSwapDatastore(datastore?:*Datastore) void
- QueryAvailableDisksForVmfs(datastore?:*Datastore) HostScsiDisk[]?
- QueryVmfsDatastoreCreateOptions(devicePath:string vmfsMajorVersion?:int@5.0) VmfsDatastoreOption[]?
- CreateVmfsDatastore(spec:VmfsDatastoreCreateSpec) *Datastore
- QueryVmfsDatastoreExtendOptions(datastore:*Datastore devicePath:string suppressExpandCandidates?:boolean@4.0) VmfsDatastoreOption[]?
- QueryVmfsDatastoreExpandOptions(datastore:*Datastore) VmfsDatastoreOption[]?@4.0
- ExtendVmfsDatastore(datastore:*Datastore spec:VmfsDatastoreExtendSpec) *Datastore
- EnableClusteredVmdkSupport(datastore:*Datastore) void@7.0.0.0
- DisableClusteredVmdkSupport(datastore:*Datastore) void@7.0.0.0
- ExpandVmfsDatastore(datastore:*Datastore spec:VmfsDatastoreExpandSpec) *Datastore@4.0
- CreateNasDatastore(spec:HostNasVolumeSpec) *Datastore
- CreateLocalDatastore(name:string path:string) *Datastore
- CreateVvolDatastore(spec:HostDatastoreSystemVvolDatastoreSpec) *Datastore@6.0
- RemoveDatastore(datastore:*Datastore) void
- SetMaxQueueDepth(datastore:*Datastore maxQdepth:long) void@8.0.0.1
- QueryMaxQueueDepth(datastore:*Datastore) long@8.0.0.1
- RemoveDatastoreEx_Task(datastore:*Datastore[]) *Task@6.0
- ConfigureDatastorePrincipal(userName:string password?:string) void
- QueryUnresolvedVmfsVolumes() HostUnresolvedVmfsVolume[]?@4.0
- ResignatureUnresolvedVmfsVolume_Task(resolutionSpec:HostUnresolvedVmfsResignatureSpec) *Task?@4.0
HostDateTimeSystem: dateTimeInfo:HostDateTimeInfo
- UpdateDateTimeConfig(config:HostDateTimeConfig) void
- QueryAvailableTimeZones() HostDateTimeSystemTimeZone[]?
- QueryDateTime() dateTime
- UpdateDateTime(dateTime:dateTime) void
- RefreshDateTimeSystem() void
- TestTimeService() HostDateTimeSystemServiceTestResult?@7.0.3.0
HostDiagnosticSystem: activePartition?:HostDiagnosticPartition
- QueryAvailablePartition() HostDiagnosticPartition[]?
- SelectActivePartition(partition?:HostScsiDiskPartition) void
- QueryPartitionCreateOptions(storageType:string diagnosticType:string) HostDiagnosticPartitionCreateOption[]?
- QueryPartitionCreateDesc(diskUuid:string diagnosticType:string) HostDiagnosticPartitionCreateDescription
- CreateDiagnosticPartition(spec:HostDiagnosticPartitionCreateSpec) void
HostDirectoryStore < HostAuthenticationStore:
HostEsxAgentHostManager: configInfo:HostEsxAgentHostManagerConfigInfo@5.0
- EsxAgentHostManagerUpdateConfig(configInfo:HostEsxAgentHostManagerConfigInfo) void@5.0
HostFirewallSystem < ExtensibleManagedObject: firewallInfo?:HostFirewallInfo
- UpdateDefaultPolicy(defaultPolicy:HostFirewallDefaultPolicy) void
- EnableRuleset(id:string) void
- DisableRuleset(id:string) void
- UpdateRuleset(id:string spec:HostFirewallRulesetRulesetSpec) void@5.0
- RefreshFirewall() void
HostFirmwareSystem:
- ResetFirmwareToFactoryDefaults() void
- BackupFirmwareConfiguration() string
- QueryFirmwareConfigUploadURL() string
- RestoreFirmwareConfiguration(force:boolean) void
HostGraphicsManager < ExtensibleManagedObject: graphicsInfo?:HostGraphicsInfo[]@5.5 graphicsConfig?:HostGraphicsConfig@6.5 sharedPassthruGpuTypes?:string[]@6.0 sharedGpuCapabilities?:HostSharedGpuCapabilities[]@6.7
- RetrieveVgpuDeviceInfo() VirtualMachineVgpuDeviceInfo[]?@7.0.3.0
- RetrieveVgpuProfileInfo() VirtualMachineVgpuProfileInfo[]?@7.0.3.0
- RefreshGraphicsManager() void@5.5
- IsSharedGraphicsActive() boolean@5.5
- UpdateGraphicsConfig(config:HostGraphicsConfig) void@6.5
HostHealthStatusSystem: runtime:HealthSystemRuntime
- RefreshHealthStatusSystem() void
- ResetSystemHealthInfo() void
- ClearSystemEventLog() void@6.5
- FetchSystemEventLog() SystemEventInfo[]?@6.5
HostAccessManager: lockdownMode:HostLockdownMode@6.0
- RetrieveHostAccessControlEntries() HostAccessControlEntry[]?@6.0
- ChangeAccessMode(principal:string isGroup:boolean accessMode:HostAccessMode) void@6.0
- QuerySystemUsers() string[]?@6.0
- UpdateSystemUsers(users?:string[]) void@6.0
- QueryLockdownExceptions() string[]?@6.0
- UpdateLockdownExceptions(users?:string[]) void@6.0
- ChangeLockdownMode(mode:HostLockdownMode) void@6.0
HostImageConfigManager:
- HostImageConfigGetAcceptance() string@5.0
- HostImageConfigGetProfile() HostImageProfileSummary@5.0
- UpdateHostImageAcceptanceLevel(newAcceptanceLevel:string) void@5.0
- fetchSoftwarePackages() SoftwarePackage[]?@6.5
- installDate() dateTime@6.5
IscsiManager:
- QueryVnicStatus(vnicDevice:string) IscsiStatus@5.0
- QueryPnicStatus(pnicDevice:string) IscsiStatus@5.0
- QueryBoundVnics(iScsiHbaName:string) IscsiPortInfo[]?@5.0
- QueryCandidateNics(iScsiHbaName:string) IscsiPortInfo[]?@5.0
- BindVnic(iScsiHbaName:string vnicDevice:string) void@5.0
- UnbindVnic(iScsiHbaName:string vnicDevice:string force:boolean) void@5.0
- QueryMigrationDependencies(pnicDevice:string[]) IscsiMigrationDependency@5.0
HostKernelModuleSystem:
- QueryModules() KernelModuleInfo[]?@4.0
- UpdateModuleOptionString(name:string options:string) void@2.5u2
- QueryConfiguredModuleOptionString(name:string) string@2.5u2
HostLocalAccountManager:
- CreateUser(user:HostAccountSpec) void
- UpdateUser(user:HostAccountSpec) void
- CreateGroup(group:HostAccountSpec) void
- RemoveUser(userName:string) void
- RemoveGroup(groupName:string) void
- AssignUserToGroup(user:string group:string) void
- UnassignUserFromGroup(user:string group:string) void
- ChangePassword(user:string oldPassword:string newPassword:string) void@6.7.2
HostLocalAuthentication < HostAuthenticationStore:
HostMemorySystem < ExtensibleManagedObject: consoleReservationInfo?:ServiceConsoleReservationInfo virtualMachineReservationInfo?:VirtualMachineMemoryReservationInfo
- ReconfigureServiceConsoleReservation(cfgBytes:long) void
- ReconfigureVirtualMachineReservation(spec:VirtualMachineMemoryReservationSpec) void
MessageBusProxy:
HostNetworkSystem < ExtensibleManagedObject: capabilities?:HostNetCapabilities networkInfo?:HostNetworkInfo offloadCapabilities?:HostNetOffloadCapabilities networkConfig?:HostNetworkConfig dnsConfig?:HostDnsConfig ipRouteConfig?:HostIpRouteConfig consoleIpRouteConfig?:HostIpRouteConfig
- UpdateNetworkConfig(config:HostNetworkConfig changeMode:string) HostNetworkConfigResult
- UpdateDnsConfig(config:HostDnsConfig) void
- UpdateIpRouteConfig(config:HostIpRouteConfig) void
- UpdateConsoleIpRouteConfig(config:HostIpRouteConfig) void
- UpdateIpRouteTableConfig(config:HostIpRouteTableConfig) void@4.0
- AddVirtualSwitch(vswitchName:string spec?:HostVirtualSwitchSpec) void
- RemoveVirtualSwitch(vswitchName:string) void
- UpdateVirtualSwitch(vswitchName:string spec:HostVirtualSwitchSpec) void
- AddPortGroup(portgrp:HostPortGroupSpec) void
- RemovePortGroup(pgName:string) void
- UpdatePortGroup(pgName:string portgrp:HostPortGroupSpec) void
- UpdatePhysicalNicLinkSpeed(device:string linkSpeed?:PhysicalNicLinkInfo) void
- QueryNetworkHint(device?:string[]) PhysicalNicHintInfo[]?
- AddVirtualNic(portgroup:string nic:HostVirtualNicSpec) string
- RemoveVirtualNic(device:string) void
- UpdateVirtualNic(device:string nic:HostVirtualNicSpec) void
- AddServiceConsoleVirtualNic(portgroup:string nic:HostVirtualNicSpec) string
- RemoveServiceConsoleVirtualNic(device:string) void
- UpdateServiceConsoleVirtualNic(device:string nic:HostVirtualNicSpec) void
- RestartServiceConsoleVirtualNic(device:string) void
- RefreshNetworkSystem() void
- startDpuFailover(dvsName:string targetDpuAlias?:string) void@8.0.3.0
HostNvdimmSystem: nvdimmSystemInfo:NvdimmSystemInfo@6.7
- CreateNvdimmNamespace_Task(createSpec:NvdimmNamespaceCreateSpec) *Task@6.7
- CreateNvdimmPMemNamespace_Task(createSpec:NvdimmPMemNamespaceCreateSpec) *Task@6.7.1
- DeleteNvdimmNamespace_Task(deleteSpec:NvdimmNamespaceDeleteSpec) *Task@6.7
- DeleteNvdimmBlockNamespaces_Task() *Task@6.7
HostPatchManager:
- CheckHostPatch_Task(metaUrls?:string[] bundleUrls?:string[] spec?:HostPatchManagerPatchManagerOperationSpec) *Task@4.0
- ScanHostPatch_Task(repository:HostPatchManagerLocator updateID?:string[]) *Task?
- ScanHostPatchV2_Task(metaUrls?:string[] bundleUrls?:string[] spec?:HostPatchManagerPatchManagerOperationSpec) *Task?@4.0
- StageHostPatch_Task(metaUrls?:string[] bundleUrls?:string[] vibUrls?:string[] spec?:HostPatchManagerPatchManagerOperationSpec) *Task@4.0
- InstallHostPatch_Task(repository:HostPatchManagerLocator updateID:string force?:boolean) *Task
- InstallHostPatchV2_Task(metaUrls?:string[] bundleUrls?:string[] vibUrls?:string[] spec?:HostPatchManagerPatchManagerOperationSpec) *Task@4.0
- UninstallHostPatch_Task(bulletinIds?:string[] spec?:HostPatchManagerPatchManagerOperationSpec) *Task@4.0
- QueryHostPatch_Task(spec?:HostPatchManagerPatchManagerOperationSpec) *Task@4.0
HostPciPassthruSystem < ExtensibleManagedObject: pciPassthruInfo:HostPciPassthruInfo[]@4.0 sriovDevicePoolInfo?:HostSriovDevicePoolInfo[]@6.5
- Refresh() void@4.0
- UpdatePassthruConfig(config:HostPciPassthruConfig[]) void@4.0
HostPowerSystem: capability:PowerSystemCapability@4.1 info:PowerSystemInfo@4.1
- ConfigurePowerPolicy(key:int) void@4.1
HostServiceSystem < ExtensibleManagedObject: serviceInfo:HostServiceInfo
- UpdateServicePolicy(id:string policy:string) void
- StartService(id:string) void
- StopService(id:string) void
- RestartService(id:string) void
- UninstallService(id:string) void
- RefreshServices() void
HostSnmpSystem: configuration:HostSnmpConfigSpec limits:HostSnmpSystemAgentLimits
- ReconfigureSnmpAgent(spec:HostSnmpConfigSpec) void
- SendTestNotification() void
HostStorageSystem < ExtensibleManagedObject: storageDeviceInfo?:HostStorageDeviceInfo fileSystemVolumeInfo:HostFileSystemVolumeInfo systemFile?:string[]@4.1 multipathStateInfo?:HostMultipathStateInfo@4.0
- RetrieveDiskPartitionInfo(devicePath:string[]) HostDiskPartitionInfo[]?
- ComputeDiskPartitionInfo(devicePath:string layout:HostDiskPartitionLayout partitionFormat?:string@5.0) HostDiskPartitionInfo
- ComputeDiskPartitionInfoForResize(partition:HostScsiDiskPartition blockRange:HostDiskPartitionBlockRange partitionFormat?:string@5.0) HostDiskPartitionInfo@4.0
- UpdateDiskPartitions(devicePath:string spec:HostDiskPartitionSpec) void
- FormatVmfs(createSpec:HostVmfsSpec) HostVmfsVolume
- MountVmfsVolume(vmfsUuid:string) void@5.0
- UnmountVmfsVolume(vmfsUuid:string) void@5.0
- UnmountVmfsVolumeEx_Task(vmfsUuid:string[]) *Task@6.0
- MountVmfsVolumeEx_Task(vmfsUuid:string[]) *Task@6.0
- UnmapVmfsVolumeEx_Task(vmfsUuid:string[]) *Task@6.0
- DeleteVmfsVolumeState(vmfsUuid:string) void@5.0
- RescanVmfs() void
- AttachVmfsExtent(vmfsPath:string extent:HostScsiDiskPartition) void
- ExpandVmfsExtent(vmfsPath:string extent:HostScsiDiskPartition) void@4.0
- UpgradeVmfs(vmfsPath:string) void
- UpgradeVmLayout() void
- QueryUnresolvedVmfsVolume() HostUnresolvedVmfsVolume[]?@4.0
- ResolveMultipleUnresolvedVmfsVolumes(resolutionSpec:HostUnresolvedVmfsResolutionSpec[]) HostUnresolvedVmfsResolutionResult[]?@4.0
- ResolveMultipleUnresolvedVmfsVolumesEx_Task(resolutionSpec:HostUnresolvedVmfsResolutionSpec[]) *Task?@5.5
- UnmountForceMountedVmfsVolume(vmfsUuid:string) void@4.0
- RescanHba(hbaDevice:string) void
- RescanAllHba() void
- UpdateSoftwareInternetScsiEnabled(enabled:boolean) void
- UpdateInternetScsiDiscoveryProperties(iScsiHbaDevice:string discoveryProperties:HostInternetScsiHbaDiscoveryProperties) void
- UpdateInternetScsiAuthenticationProperties(iScsiHbaDevice:string authenticationProperties:HostInternetScsiHbaAuthenticationProperties targetSet?:HostInternetScsiHbaTargetSet@4.0) void
- UpdateInternetScsiDigestProperties(iScsiHbaDevice:string targetSet?:HostInternetScsiHbaTargetSet digestProperties:HostInternetScsiHbaDigestProperties) void@4.0
- UpdateInternetScsiAdvancedOptions(iScsiHbaDevice:string targetSet?:HostInternetScsiHbaTargetSet options:HostInternetScsiHbaParamValue[]) void@4.0
- UpdateInternetScsiIPProperties(iScsiHbaDevice:string ipProperties:HostInternetScsiHbaIPProperties) void
- UpdateInternetScsiName(iScsiHbaDevice:string iScsiName:string) void
- UpdateInternetScsiAlias(iScsiHbaDevice:string iScsiAlias:string) void
- AddInternetScsiSendTargets(iScsiHbaDevice:string targets:HostInternetScsiHbaSendTarget[]) void
- RemoveInternetScsiSendTargets(iScsiHbaDevice:string targets:HostInternetScsiHbaSendTarget[] force?:boolean@7.0.1.0) void
- AddInternetScsiStaticTargets(iScsiHbaDevice:string targets:HostInternetScsiHbaStaticTarget[]) void
- RemoveInternetScsiStaticTargets(iScsiHbaDevice:string targets:HostInternetScsiHbaStaticTarget[]) void
- EnableMultipathPath(pathName:string) void
- DisableMultipathPath(pathName:string) void
- SetMultipathLunPolicy(lunId:string policy:HostMultipathInfoLogicalUnitPolicy) void
- UpdateHppMultipathLunPolicy(lunId:string policy:HostMultipathInfoHppLogicalUnitPolicy) void@7.0.0.0
- QueryPathSelectionPolicyOptions() HostPathSelectionPolicyOption[]?@4.0
- QueryStorageArrayTypePolicyOptions() HostStorageArrayTypePolicyOption[]?@4.0
- UpdateScsiLunDisplayName(lunUuid:string displayName:string) void@4.0
- DetachScsiLun(lunUuid:string) void@5.0
- DetachScsiLunEx_Task(lunUuid:string[]) *Task@6.0
- DeleteScsiLunState(lunCanonicalName:string) void@5.0
- AttachScsiLun(lunUuid:string) void@5.0
- AttachScsiLunEx_Task(lunUuid:string[]) *Task@6.0
- RefreshStorageSystem() void
- DiscoverFcoeHbas(fcoeSpec:FcoeConfigFcoeSpecification) void@5.0
- MarkForRemoval(hbaName:string remove:boolean) void@5.0
- FormatVffs(createSpec:HostVffsSpec) HostVffsVolume@5.5
- ExtendVffs(vffsPath:string devicePath:string spec?:HostDiskPartitionSpec) void@5.5
- DestroyVffs(vffsPath:string) void@5.5
- MountVffsVolume(vffsUuid:string) void@5.5
- UnmountVffsVolume(vffsUuid:string) void@5.5
- DeleteVffsVolumeState(vffsUuid:string) void@5.5
- RescanVffs() void@5.5
- QueryAvailableSsds(vffsPath?:string) HostScsiDisk[]?@5.5
- SetNFSUser(user:string password:string) void@6.0
- ChangeNFSUserPassword(password:string) void@6.0
- QueryNFSUser() HostNasVolumeUserInfo?@6.0
- ClearNFSUser() void@6.0
- TurnDiskLocatorLedOn_Task(scsiDiskUuids:string[]) *Task?@6.0
- TurnDiskLocatorLedOff_Task(scsiDiskUuids:string[]) *Task?@6.0
- MarkAsSsd_Task(scsiDiskUuid:string) *Task@6.0
- MarkAsNonSsd_Task(scsiDiskUuid:string) *Task@6.0
- MarkAsLocal_Task(scsiDiskUuid:string) *Task@6.0
- MarkAsNonLocal_Task(scsiDiskUuid:string) *Task@6.0
- UpdateVmfsUnmapPriority(vmfsUuid:string unmapPriority:string) void@6.5
- UpdateVmfsUnmapBandwidth(vmfsUuid:string unmapBandwidthSpec:VmfsUnmapBandwidthSpec) void@6.7
- QueryVmfsConfigOption() VmfsConfigOption[]?@6.5
- MarkPerenniallyReserved(lunUuid:string state:boolean) void@6.7.2
- MarkPerenniallyReservedEx_Task(lunUuid?:string[] state:boolean) *Task?@6.7.2
- CreateNvmeOverRdmaAdapter(rdmaDeviceName:string) void@7.0.0.0
- RemoveNvmeOverRdmaAdapter(hbaDeviceName:string) void@7.0.0.0
- CreateSoftwareAdapter(spec:HostHbaCreateSpec) void@7.0.3.0
- RemoveSoftwareAdapter(hbaDeviceName:string) void@7.0.3.0
- DiscoverNvmeControllers(discoverSpec:HostNvmeDiscoverSpec) HostNvmeDiscoveryLog@7.0.0.0
- ConnectNvmeController(connectSpec:HostNvmeConnectSpec) void@7.0.0.0
- DisconnectNvmeController(disconnectSpec:HostNvmeDisconnectSpec) void@7.0.0.0
- ConnectNvmeControllerEx_Task(connectSpec?:HostNvmeConnectSpec[]) *Task@7.0.3.0
- DisconnectNvmeControllerEx_Task(disconnectSpec?:HostNvmeDisconnectSpec[]) *Task@7.0.3.0
HostVFlashManager: vFlashConfigInfo?:HostVFlashManagerVFlashConfigInfo@5.5
- ConfigureVFlashResourceEx_Task(devicePath?:string[]) *Task?@5.5
- HostConfigureVFlashResource(spec:HostVFlashManagerVFlashResourceConfigSpec) void@5.5
- HostRemoveVFlashResource() void@5.5
- HostConfigVFlashCache(spec:HostVFlashManagerVFlashCacheConfigSpec) void@5.5
- HostGetVFlashModuleDefaultConfig(vFlashModule:string) VirtualDiskVFlashCacheConfigInfo@5.5
HostVMotionSystem < ExtensibleManagedObject: netConfig?:HostVMotionNetConfig ipConfig?:HostIpConfig
- UpdateIpConfig(ipConfig:HostIpConfig) void
- SelectVnic(device:string) void
- DeselectVnic() void
HostVirtualNicManager < ExtensibleManagedObject: info:HostVirtualNicManagerInfo@4.0
- QueryNetConfig(nicType:string) VirtualNicManagerNetConfig?@4.0
- SelectVnicForNicType(nicType:string device:string) void@4.0
- DeselectVnicForNicType(nicType:string device:string) void@4.0
OptionManager: supportedOption?:OptionDef[] setting?:OptionValue[]
- QueryOptions(name?:string) OptionValue[]?
- UpdateOptions(changedValue:OptionValue[]) void
ScheduledTask < ExtensibleManagedObject: info:ScheduledTaskInfo
- RemoveScheduledTask() void
- ReconfigureScheduledTask(spec:ScheduledTaskSpec) void
- RunScheduledTask() void
ScheduledTaskManager: scheduledTask?:*ScheduledTask[] description:ScheduledTaskDescription
- CreateScheduledTask(entity:*ManagedEntity spec:ScheduledTaskSpec) *ScheduledTask
- RetrieveEntityScheduledTask(entity?:*ManagedEntity) *ScheduledTask[]?
- CreateObjectScheduledTask(obj:*ManagedObject spec:ScheduledTaskSpec) *ScheduledTask@4.0
- RetrieveObjectScheduledTask(obj?:*ManagedObject) *ScheduledTask[]?@4.0
TenantTenantManager:
- MarkServiceProviderEntities(entity?:*ManagedEntity[]) void@6.9.1
- UnmarkServiceProviderEntities(entity?:*ManagedEntity[]) void@6.9.1
- RetrieveServiceProviderEntities() *ManagedEntity[]?@6.9.1
ContainerView < ManagedObjectView: container:*ManagedEntity type?:string[] recursive:boolean
InventoryView < ManagedObjectView:
- OpenInventoryViewFolder(entity:*ManagedEntity[]) *ManagedEntity[]?
- CloseInventoryViewFolder(entity:*ManagedEntity[]) *ManagedEntity[]?
ListView < ManagedObjectView:
- ModifyListView(add?:*ManagedObject[] remove?:*ManagedObject[]) *ManagedObject[]?
- ResetListView(obj?:*ManagedObject[]) *ManagedObject[]?
- ResetListViewFromView(view:*View) void
ManagedObjectView < View: view?:*ManagedObject[]
View:
- DestroyView() void
ViewManager: viewList?:*View[]
- CreateInventoryView() *InventoryView
- CreateContainerView(container:*ManagedEntity type?:string[] recursive:boolean) *ContainerView
- CreateListView(obj?:*ManagedObject[]) *ListView
- CreateListViewFromView(view:*View) *ListView
VirtualMachineGuestCustomizationManager:
- CustomizeGuest_Task(vm:*VirtualMachine auth:GuestAuthentication spec:CustomizationSpec configParams?:OptionValue[]) *Task@6.8.7
- StartGuestNetwork_Task(vm:*VirtualMachine auth:GuestAuthentication) *Task@6.8.7
- AbortCustomization_Task(vm:*VirtualMachine auth:GuestAuthentication) *Task@6.8.7
VirtualMachineSnapshot < ExtensibleManagedObject: config:VirtualMachineConfigInfo childSnapshot?:*VirtualMachineSnapshot[]@4.1 vm:*VirtualMachine@6.0
- RevertToSnapshot_Task(host?:*HostSystem suppressPowerOn?:boolean@2.5u2server) *Task
- RemoveSnapshot_Task(removeChildren:boolean consolidate?:boolean@5.0) *Task
- RenameSnapshot(name?:string description?:string) void
- ExportSnapshot() *HttpNfcLease@5.5
VirtualMachineCompatibilityChecker:
- CheckCompatibility_Task(vm:*VirtualMachine host?:*HostSystem pool?:*ResourcePool testType?:string[]) *Task@4.0
- CheckVmConfig_Task(spec:VirtualMachineConfigSpec vm?:*VirtualMachine host?:*HostSystem pool?:*ResourcePool testType?:string[]) *Task?@6.7
- CheckPowerOn_Task(vm:*VirtualMachine host?:*HostSystem pool?:*ResourcePool testType?:string[]) *Task?@6.7
VirtualMachineProvisioningChecker:
- QueryVMotionCompatibilityEx_Task(vm:*VirtualMachine[] host:*HostSystem[]) *Task@4.0
- CheckMigrate_Task(vm:*VirtualMachine host?:*HostSystem pool?:*ResourcePool state?:VirtualMachinePowerState testType?:string[]) *Task@4.0
- CheckRelocate_Task(vm:*VirtualMachine spec:VirtualMachineRelocateSpec testType?:string[]) *Task@4.0
- CheckClone_Task(vm:*VirtualMachine folder:*Folder name:string spec:VirtualMachineCloneSpec testType?:string[]) *Task@4.0
- CheckInstantClone_Task(vm:*VirtualMachine spec:VirtualMachineInstantCloneSpec testType?:string[]) *Task?@6.7
GuestAliasManager:
- AddGuestAlias(vm:*VirtualMachine auth:GuestAuthentication username:string mapCert:boolean base64Cert:string aliasInfo:GuestAuthAliasInfo) void@6.0
- RemoveGuestAlias(vm:*VirtualMachine auth:GuestAuthentication username:string base64Cert:string subject:GuestAuthSubject) void@6.0
- RemoveGuestAliasByCert(vm:*VirtualMachine auth:GuestAuthentication username:string base64Cert:string) void@6.0
- ListGuestAliases(vm:*VirtualMachine auth:GuestAuthentication username:string) GuestAliases[]?@6.0
- ListGuestMappedAliases(vm:*VirtualMachine auth:GuestAuthentication) GuestMappedAliases[]?@6.0
GuestAuthManager:
- ValidateCredentialsInGuest(vm:*VirtualMachine auth:GuestAuthentication) void@5.0
- AcquireCredentialsInGuest(vm:*VirtualMachine requestedAuth:GuestAuthentication sessionID?:long) GuestAuthentication@5.0
- ReleaseCredentialsInGuest(vm:*VirtualMachine auth:GuestAuthentication) void@5.0
GuestFileManager:
- MakeDirectoryInGuest(vm:*VirtualMachine auth:GuestAuthentication directoryPath:string createParentDirectories:boolean) void@5.0
- DeleteFileInGuest(vm:*VirtualMachine auth:GuestAuthentication filePath:string) void@5.0
- DeleteDirectoryInGuest(vm:*VirtualMachine auth:GuestAuthentication directoryPath:string recursive:boolean) void@5.0
- MoveDirectoryInGuest(vm:*VirtualMachine auth:GuestAuthentication srcDirectoryPath:string dstDirectoryPath:string) void@5.0
- MoveFileInGuest(vm:*VirtualMachine auth:GuestAuthentication srcFilePath:string dstFilePath:string overwrite:boolean) void@5.0
- CreateTemporaryFileInGuest(vm:*VirtualMachine auth:GuestAuthentication prefix:string suffix:string directoryPath?:string) string@5.0
- CreateTemporaryDirectoryInGuest(vm:*VirtualMachine auth:GuestAuthentication prefix:string suffix:string directoryPath?:string) string@5.0
- ListFilesInGuest(vm:*VirtualMachine auth:GuestAuthentication filePath:string index?:int maxResults?:int matchPattern?:string) GuestListFileInfo@5.0
- ChangeFileAttributesInGuest(vm:*VirtualMachine auth:GuestAuthentication guestFilePath:string fileAttributes:GuestFileAttributes) void@5.0
- InitiateFileTransferFromGuest(vm:*VirtualMachine auth:GuestAuthentication guestFilePath:string) FileTransferInformation@5.0
- InitiateFileTransferToGuest(vm:*VirtualMachine auth:GuestAuthentication guestFilePath:string fileAttributes:GuestFileAttributes fileSize:long overwrite:boolean) string@5.0
GuestOperationsManager: authManager?:*GuestAuthManager@5.0 fileManager?:*GuestFileManager@5.0 processManager?:*GuestProcessManager@5.0 guestWindowsRegistryManager?:*GuestWindowsRegistryManager@6.0 aliasManager?:*GuestAliasManager@6.0
GuestProcessManager:
- StartProgramInGuest(vm:*VirtualMachine auth:GuestAuthentication spec:GuestProgramSpec) long@5.0
- ListProcessesInGuest(vm:*VirtualMachine auth:GuestAuthentication pids?:long[]) GuestProcessInfo[]?@5.0
- TerminateProcessInGuest(vm:*VirtualMachine auth:GuestAuthentication pid:long) void@5.0
- ReadEnvironmentVariableInGuest(vm:*VirtualMachine auth:GuestAuthentication names?:string[]) string[]?@5.0
PropertyCollector: filter?:*PropertyFilter[]
- CreateFilter(spec:PropertyFilterSpec partialUpdates:boolean) *PropertyFilter
- RetrieveProperties(specSet:PropertyFilterSpec[]) ObjectContent[]?
- CheckForUpdates(version?:string) UpdateSet?
- WaitForUpdates(version?:string) UpdateSet
- CancelWaitForUpdates() void
- WaitForUpdatesEx(version?:string options?:WaitOptions) UpdateSet?@4.1
- RetrievePropertiesEx(specSet:PropertyFilterSpec[] options:RetrieveOptions) RetrieveResult?@4.1
- ContinueRetrievePropertiesEx(token:string) RetrieveResult@4.1
- CancelRetrievePropertiesEx(token:string) void@4.1
- CreatePropertyCollector() *PropertyCollector@4.1
- DestroyPropertyCollector() void@4.1
PropertyFilter: spec:PropertyFilterSpec partialUpdates:boolean
- DestroyPropertyFilter() void
`
