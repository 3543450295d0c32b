/** Datastores and the files on them. The notation is explained in schema.ts. */
export const datastoreTypes = `
DatastoreSummary = datastore?: MoRef<Datastore>; name: string; url: string; capacity: long; freeSpace: long;
  uncommitted?: long; accessible: boolean; multipleHostAccess?: boolean; type: string; maintenanceMode?: string
DatastoreInfo = name: string; url: string; freeSpace: long; maxFileSize: long; maxVirtualDiskCapacity?: long;
  maxMemoryFileSize: long; timestamp?: dateTime; containerId?: string; aliasOf?: string
LocalDatastoreInfo < DatastoreInfo = path?: string
VmfsDatastoreInfo < DatastoreInfo = maxPhysicalRDMFileSize: long; maxVirtualRDMFileSize: long; vmfs?: HostVmfsVolume
NasDatastoreInfo < DatastoreInfo = nas?: HostNasVolume
HostFileSystemVolume = type: string; name: string; capacity: long
HostVmfsVolume < HostFileSystemVolume = blockSizeMb: int; blockSize?: int; unmapGranularity?: int;
  unmapPriority?: string; unmapBandwidthSpec?: VmfsUnmapBandwidthSpec; maxBlocks: int; majorVersion: int;
  version: string; uuid: string; extent: HostScsiDiskPartition[]; vmfsUpgradable: boolean;
  forceMountedInfo?: HostForceMountedInfo; ssd?: boolean; local?: boolean; scsiDiskType?: string
HostNasVolume < HostFileSystemVolume = remoteHost: string; remotePath: string; userName?: string;
  remoteHostNames?: string[]; securityType?: string; protocolEndpoint?: boolean
HostScsiDiskPartition = diskName: string; partition: int
DatastoreHostMount = key: MoRef<HostSystem>; mountInfo: HostMountInfo
HostMountInfo = path?: string; accessMode: string; mounted?: boolean; accessible?: boolean;
  inaccessibleReason?: string; vmknicName?: string; vmknicActive?: boolean; mountFailedReason?: string;
  numTcpConnections?: int
DatastoreCapability = directoryHierarchySupported: boolean; rawDiskMappingsSupported: boolean;
  perFileThinProvisioningSupported: boolean; storageIORMSupported: boolean; nativeSnapshotSupported: boolean;
  topLevelDirectoryCreateSupported?: boolean; seSparseSupported?: boolean; vmfsSparseSupported?: boolean;
  vsanSparseSupported?: boolean; upitSupported?: boolean; vmdkExpandSupported?: boolean;
  clusteredVmdkSupported?: boolean
HostDatastoreBrowserSearchSpec = query?: FileQuery[]; details?: FileQueryFlags; searchCaseInsensitive?: boolean;
  matchPattern?: string[]; sortFoldersFirst?: boolean
FileQueryFlags = fileType: boolean; fileSize: boolean; modification: boolean; fileOwner: boolean
FileQuery =
VmConfigFileQuery < FileQuery = filter?: VmConfigFileQueryFilter; details?: VmConfigFileQueryFlags
VmDiskFileQuery < FileQuery = filter?: VmDiskFileQueryFilter; details?: VmDiskFileQueryFlags
VmDiskFileQueryFilter = diskType?: string[]; matchHardwareVersion?: int[]; controllerType?: string[]; thin?: boolean;
  encrypted?: boolean
VmDiskFileQueryFlags = diskType: boolean; capacityKb: boolean; hardwareVersion: boolean; controllerType?: boolean;
  diskExtents?: boolean; thin?: boolean; encryption?: boolean
TemplateConfigFileQuery < VmConfigFileQuery =
FolderFileQuery < FileQuery =
IsoImageFileQuery < FileQuery =
FloppyImageFileQuery < FileQuery =
VmLogFileQuery < FileQuery =
VmNvramFileQuery < FileQuery =
VmSnapshotFileQuery < FileQuery =
HostDatastoreBrowserSearchResults = datastore?: MoRef<Datastore>; folderPath?: string; file?: FileInfo[]
FileInfo = path: string; friendlyName?: string; fileSize?: long; modification?: dateTime; owner?: string
FolderFileInfo < FileInfo =
VmConfigFileInfo < FileInfo = configVersion?: int; encryption?: VmConfigFileEncryptionInfo
TemplateConfigFileInfo < VmConfigFileInfo =
VmDiskFileInfo < FileInfo = diskType?: string; capacityKb?: long; hardwareVersion?: int; controllerType?: string;
  diskExtents?: string[]; thin?: boolean; encryption?: VmDiskFileEncryptionInfo
IsoImageFileInfo < FileInfo =
FloppyImageFileInfo < FileInfo =
VmLogFileInfo < FileInfo =
VmNvramFileInfo < FileInfo =
VmSnapshotFileInfo < FileInfo =
VirtualDiskSpec = diskType: string; adapterType: string
FileBackedVirtualDiskSpec < VirtualDiskSpec = capacityKb: long; profile?: VirtualMachineProfileSpec[];
  crypto?: CryptoSpec
`
