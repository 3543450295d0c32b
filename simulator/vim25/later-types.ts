/**
 * Types that no client's tables hold, as a vSphere of years to come has them: made up, in the notation of schema-data.ts. They go
 * out to every caller, however old, since that is what meets people: a name nobody knows, derived from one that is known.
 */
export const laterDataTypes = `
VirtualLoomController < VirtualController: warpCount?:int
VirtualLoom < VirtualDevice: threads:int pattern?:LoomPattern weaving:boolean
VirtualLoomBackingInfo < VirtualDeviceDeviceBackingInfo: loomId:string
VirtualLoomYarnBackingInfo < VirtualDeviceBackingInfo: spool:string metres?:long
VirtualLoomNic < VirtualEthernetCard: shuttle?:boolean
VirtualLoomDisk < VirtualDisk: woven?:boolean
LoomPattern: name:string repeat?:int colour?:string[]
LoomDatastoreInfo < DatastoreInfo: bobbin:string
LoomFileInfo < FileInfo: weave?:string
LoomTornFault < VimFault: thread:int
LoomJammed < InvalidLogin: since?:dateTime
LoomEvent < VmEvent: pattern:LoomPattern
`
