/**
 * The processors that simulated hosts are built with, and their CPUID leaves in vSphere's text form. Two generations,
 * so that hosts can be compared feature by feature. Leaves 0 and 0x80000000 hold the vendor and the highest leaf.
 */

export type CpuIdInfo = { level: number; eax: string; ebx: string; ecx: string; edx: string }

export type CpuModel = {
  /** As `summary.hardware.cpuModel` shows it. */
  name: string
  packages: number
  coresPerPackage: number
  threadsPerCore: number
  hz: number
  /** EVC baseline that this processor can join, as in `summary.maxEVCModeKey`. */
  evcMode: string
  system: { vendor: string; model: string }
  /** Whether a VM may be given virtualized VT-x and EPT of its own. */
  nestedVirtualization: boolean
  features: readonly CpuIdInfo[]
  /** What VMs can be given of it, by vSphere's names; a running VM demands the same of every host that it is to move to. */
  capabilities: readonly string[]
}

/** Named features of every processor that these hosts support. */
const commonFeatures = [
  'CMPXCHG16B',
  'DS',
  'Intel',
  'LAHF64',
  'LM',
  'MWAIT',
  'NX',
  'SS',
  'SSE3',
  'SSSE3',
  'SSE41',
  'SSE42',
  'AES',
  'AVX',
  'AVX2',
  'BMI1',
  'BMI2',
  'FMA',
  'POPCNT',
  'RDRAND',
  'XSAVE',
]
const iceLakeFeatures = [
  'ADX',
  'AVX512BW',
  'AVX512CD',
  'AVX512DQ',
  'AVX512F',
  'AVX512VL',
  'AVX512VNNI',
  'CLFLUSHOPT',
  'GFNI',
  'RDSEED',
  'SHA',
  'SMAP',
  'UMIP',
  'VAES',
  'XSAVEC',
  'XSAVES',
]

type Leaf = [level: number, eax: number, ebx: number, ecx: number, edx: number]

/** Bit 31 first, eight groups of four: `0000:0000:0000:0011:0000:0110:1111:0010`. */
function registerText(value: number): string {
  const bits = (value >>> 0).toString(2).padStart(32, '0')
  return bits.match(/.{4}/g)?.join(':') ?? bits
}

const bits = (...set: number[]) => set.reduce((value, bit) => value | (1 << bit), 0)

/** Levels go out as signed 32-bit numbers: 0x80000001 is -2147483647. */
const leaves = (rows: readonly Leaf[]): readonly CpuIdInfo[] =>
  rows.map(([level, eax, ebx, ecx, edx]) => ({
    level: level | 0,
    eax: registerText(eax),
    ebx: registerText(ebx),
    ecx: registerText(ecx),
    edx: registerText(edx),
  }))

const genuineIntel = [0x756e6547, 0x6c65746e, 0x49656e69] as const
const syscallNxLongMode = bits(11, 20, 26, 27, 29)

export const haswell: CpuModel = {
  name: 'Intel(R) Xeon(R) CPU E5-2680 v3 @ 2.50GHz',
  packages: 2,
  coresPerPackage: 12,
  threadsPerCore: 2,
  hz: 2_499_998_311,
  evcMode: 'intel-haswell',
  system: { vendor: 'Dell Inc.', model: 'PowerEdge R730' },
  nestedVirtualization: false,
  capabilities: commonFeatures,
  features: leaves([
    [0, 0x0000000f, ...genuineIntel],
    [1, 0x000306f2, 0x00300800, 0x7ffefbff, 0xbfebfbff | 0],
    [0x80000000, 0x80000008, 0, 0, 0],
    [0x80000001, 0, 0, bits(0, 5), syscallNxLongMode],
    [0x80000008, 0x0000302e, 0, 0, 0],
    [7, 0, bits(0, 1, 3, 5, 7, 8, 9, 10, 12, 13, 15), 0, bits(10, 26, 27, 28, 31)],
    [0xd, 0x00000007, 0x00000340, 0x00000340, 0],
  ]),
}

export const iceLake: CpuModel = {
  name: 'Intel(R) Xeon(R) Gold 6338 CPU @ 2.00GHz',
  packages: 2,
  coresPerPackage: 32,
  threadsPerCore: 2,
  hz: 1_995_312_024,
  evcMode: 'intel-icelake',
  system: { vendor: 'HPE', model: 'ProLiant DL380 Gen10 Plus' },
  nestedVirtualization: true,
  capabilities: [...commonFeatures, ...iceLakeFeatures],
  features: leaves([
    [0, 0x0000001b, ...genuineIntel],
    [1, 0x000606a6, 0x00400800, 0x7ffefbff, 0xbfebfbff | 0],
    [0x80000000, 0x80000008, 0, 0, 0],
    [0x80000001, 0, 0, bits(0, 5, 8), syscallNxLongMode],
    [0x80000008, 0x00003934, bits(9), 0, 0],
    [
      7,
      0x00000000,
      bits(0, 1, 2, 3, 5, 7, 8, 9, 10, 12, 13, 15, 16, 17, 18, 19, 20, 21, 23, 24, 25, 28, 29, 30, 31),
      bits(1, 2, 3, 4, 6, 8, 9, 10, 11, 12, 14, 22),
      bits(4, 10, 18, 26, 27, 28, 29, 31),
    ],
    [0xd, 0x000002e7, 0x00000a80, 0x00000a88, 0],
  ]),
}
