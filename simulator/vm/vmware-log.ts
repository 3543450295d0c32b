import { aboutInfo, newestApiVersion } from '../vim25/api-version'
import { hashText } from '../world/random'

/** What the log of a VM's last run tells of it. */
export type LogFacts = {
  /** As the VMX file has it. */
  displayName: string
  /** Path in the file system of the host. */
  vmxPath: string
  guestOs: string
  cpus: number
  memoryMB: number
  disks: readonly string[]
  /** When the VM was last started. */
  started: Date
}

/**
 * `vmware.log`: what the process of a VM writes about itself, in the format of ESXi 8 (`time In(05) thread - message`).
 * After the start follow the small things of a long run, as many as give exactly `bytes`.
 */
export function vmwareLog(facts: LogFacts, bytes: number): Buffer {
  const seed = hashText(facts.vmxPath)
  const lines: string[] = []
  let at = facts.started.getTime()
  /** Returns how many bytes it took. */
  const write = (thread: string, message: string, ms: number): number => {
    at += ms
    const line = `${new Date(at).toISOString()} In(05) ${thread} - ${message}\n`
    lines.push(line)
    return Buffer.byteLength(line)
  }
  let left = bytes
  for (const message of startOf(facts, 2_100_000 + (seed % 90_000))) left -= write('vmx', message, 1 + (seed % 7))
  for (let count = 0; left > 0; count++) {
    const [thread, message] = dailyLife(facts, seed + count, count)
    left -= write(thread, message, 30_000 + ((seed + count * 7_919) % 570_000))
  }
  // The last line is cut, as that of a log that is being written.
  const text = Buffer.from(lines.join(''), 'utf8').subarray(0, bytes)
  if (bytes > 0) text[bytes - 1] = 0x0a
  return text
}

function startOf({ displayName, vmxPath, guestOs, cpus, memoryMB, disks }: LogFacts, pid: number): string[] {
  const { version, build } = aboutInfo('esx', newestApiVersion)
  const dict = (key: string, value: string) => `DICT ${key.padStart(25)} = "${value}"`
  return [
    `Log for VMware ESX pid=${pid} version=${String(version)} build=build-${String(build)} option=Release`,
    'The host is x86_64.',
    'Host codepage=UTF-8 encoding=UTF-8',
    'Host is VMkernel 8.0.3, 64-bit',
    'Msg_Reset:',
    `Command line: "/bin/vmx" "-s" "sched.group=host/user" "-@" "pipe=/tmp/vmhsdaemon-0/vmx${pid}" "${vmxPath}"`,
    'DICT --- CONFIGURATION',
    dict('displayName', displayName),
    dict('guestOS', guestOs),
    dict('numvcpus', String(cpus)),
    dict('memSize', String(memoryMB)),
    ...disks.map((disk, index) => dict(`scsi0:${index}.fileName`, disk)),
    'DICT --- USER DEFAULTS',
    'DICT --- HOST DEFAULTS',
    'DICT --- SITE DEFAULTS',
    `VMXVmdb_SetCfgState: cfgReqPath=/vm/#_VMX/vmx/cfgState/req/#1/, remDevPath=/vm/#_VMX/vmx/cfgState/`,
    `MainMem: Opened paging file for ${memoryMB} MB of guest memory.`,
    ...disks.map((disk) => `DISK: OPEN scsi0 '${disk}' persistent R[]`),
    'Vix: [mainDispatch.c:4242]: VMAutomation_PowerOn. Powering on.',
    ...Array.from({ length: cpus }, (_, cpu) => `vcpu-${cpu}: worldID=${pid + 10 + cpu}`),
    'VMXNET3 user: Ethernet0 Driver Info: version = 17238528 gosBits = 2 gosType = 1',
    'Tools: Running status rpc handler: 0 => 1.',
    'VMX_PowerOn: ModuleTable_PowerOn = 1',
    'VMX: PowerOn took 412 ms.',
  ]
}

function dailyLife({ cpus, disks }: LogFacts, salt: number, count: number): readonly [thread: string, message: string] {
  const vcpu = `vcpu-${salt % cpus}`
  const messages: readonly (readonly [string, string])[] = [
    ['vmx', `GuestRpc: Got RPCI vsocket connection ${salt % 900}, assigned to channel ${salt % 8}.`],
    [vcpu, `Tools: Tools heartbeat timeout cleared after ${1 + (salt % 9)} s.`],
    [
      'vmx',
      `VMXVmdbCbVmVmxExecState: Exec state change requested to state poweredOn without reset, soft, softOptionTimeout: 0.`,
    ],
    [
      vcpu,
      `SCSI0: RESET BUS of '${disks[salt % Math.max(1, disks.length)] ?? 'none'}' not needed, ${salt % 50} commands done.`,
    ],
    ['worker-2100117', `SVGA: Screen 0 resized to ${800 + (salt % 4) * 160}x${600 + (salt % 4) * 120}.`],
    ['vmx', `TOOLS received request in VMX to set option 'synctime' -> '0'`],
    ['vmx', `Checkpoint statistics: ${count} passes, ${salt % 4_096} pages dirty.`],
  ]
  return messages[(salt * 31 + count) % messages.length] ?? ['vmx', 'idle']
}
