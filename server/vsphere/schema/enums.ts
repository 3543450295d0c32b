/** Enumerations with the values known today; a newer value arrives as the text that it is. */
export const enums = `
TaskInfoState: queued | running | success | error
VirtualMachinePowerState: poweredOff | poweredOn | suspended
VirtualMachineConnectionState: connected | disconnected | orphaned | inaccessible | invalid
ManagedEntityStatus: gray | green | yellow | red
ObjectUpdateKind: modify | enter | leave
PropertyChangeOp: add | remove | assign | indirectRemove
SharesLevel: low | normal | high | custom
VirtualMachineMovePriority: lowPriority | highPriority | defaultPriority
VirtualMachineTicketType: mks | device | guestControl | dnd | webmks | guestIntegrity | webRemoteDevice
VirtualMachineToolsStatus: toolsNotInstalled | toolsNotRunning | toolsOld | toolsOk
VirtualMachineToolsRunningStatus: guestToolsNotRunning | guestToolsRunning | guestToolsExecutingScripts
VirtualMachineToolsVersionStatus: guestToolsNotInstalled | guestToolsNeedUpgrade | guestToolsCurrent | guestToolsUnmanaged | guestToolsTooOld | guestToolsSupportedOld | guestToolsSupportedNew | guestToolsTooNew | guestToolsBlacklisted
VirtualDeviceConfigSpecOperation: add | remove | edit
VirtualDeviceConfigSpecFileOperation: create | destroy | replace
ArrayUpdateOperation: add | remove | edit
VirtualDeviceURIBackingOptionDirection: server | client
VirtualDeviceConnectInfoStatus: ok | recoverableError | unrecoverableError | untried
HostSystemConnectionState: connected | notResponding | disconnected
HostSystemPowerState: poweredOn | poweredOff | standBy | unknown
AutoStartAction: none | systemDefault | powerOn | powerOff | guestShutdown | suspend
AutoStartWaitHeartbeatSetting: yes | no | systemDefault
PerfFormat: normal | csv
PerfStatsType: absolute | delta | rate
PerfSummaryType: average | maximum | minimum | latest | summation | none
PerformanceManagerUnit: percent | kiloBytes | megaBytes | gigaBytes | megaHertz | number | microsecond | millisecond | second | kiloBytesPerSecond | megaBytesPerSecond | watt | joule | teraBytes | celsius | nanosecond
EventFilterSpecRecursionOption: self | children | all
TaskFilterSpecRecursionOption: self | children | all
TaskFilterSpecTimeOption: queuedTime | startedTime | completedTime
VirtualMachineRelocateDiskMoveOptions: moveAllDiskBackingsAndAllowSharing | moveAllDiskBackingsAndDisallowSharing | moveChildMostDiskBacking | createNewChildDiskBacking | moveAllDiskBackingsAndConsolidate
VirtualDiskMode: persistent | nonpersistent | undoable | independent_persistent | independent_nonpersistent | append
VirtualDiskSharing: sharingNone | sharingMultiWriter
VirtualSCSISharing: noSharing | virtualSharing | physicalSharing
VirtualMachineRecordReplayState: recording | replaying | inactive
VirtualMachineFaultToleranceState: notConfigured | disabled | enabled | needSecondary | starting | running
VirtualMachineGuestState: running | shuttingDown | resetting | standby | notRunning | unknown
VirtualMachineFlagInfoMonitorType: release | debug | stats
HostCpuPackageVendor: unknown | intel | amd | hygon | arm
HostLicensableResourceKey: numCpuPackages | numCpuCores | memorySize | memoryForVms | numVmsStarted | numVmsStarting | vsanCapacity
`
