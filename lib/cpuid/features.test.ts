import { describe, expect, test } from 'vitest'
import { compareHosts, suspendedNeeds } from './compare'
import { unmetRequirements } from './feature-requirement'
import { cpuFeatures, featureAt, featurePlace, featuresOn } from './features'
import { cpuIdentity, familyModelStepping } from './identity'
import { parseLeaves, type CpuIdInfo, type CpuLeaves } from './leaves'
import { explainMark, guestSees, maskedFeatures } from './mask'
import { printRegister, registerOf, signedLevel, type BitMark, type RegisterName } from './register'

type Raw = [level: number, eax: number, ebx: number, ecx: number, edx: number]
const info = ([level, ...values]: Raw): CpuIdInfo => {
  const [eax, ebx, ecx, edx] = values.map((value) => printRegister(registerOf(value)))
  return { level: signedLevel(level), eax: eax ?? '', ebx: ebx ?? '', ecx: ecx ?? '', edx: edx ?? '' }
}
const host = (...raw: Raw[]) => parseLeaves(raw.map(info))
const ascii = (text: string) => Array.from(text).reduceRight((value, char) => value * 256 + char.charCodeAt(0), 0)

/** What a Westmere and a Skylake server say of themselves. */
const westmere = host(
  [0, 0xb, ascii('Genu'), ascii('ntel'), ascii('ineI')],
  [1, 0x000206c2, 0x00200800, 0x029ee3ff, 0xbfebfbff],
  [0x80000001, 0, 0, 0x1, 0x2c100800],
)
const skylake = host(
  [0, 0x16, ascii('Genu'), ascii('ntel'), ascii('ineI')],
  [1, 0x00050654, 0x10100800, 0x7ffefbff, 0xbfebfbff],
  [7, 0, 0xd39ffffb, 0x8, 0xbc000400],
  [0xd, 0x2e7, 0xa88, 0xa88, 0],
  [0x80000001, 0, 0, 0x121, 0x2c100800],
)
const mask = (level: number, register: RegisterName, marks: Record<number, BitMark>) => {
  const text = printRegister(Array.from({ length: 32 }, (_, bit) => marks[bit] ?? '-'))
  return parseLeaves([{ level: signedLevel(level), [register]: text }])
}
const names = (list: readonly { feature: { name: string } }[]) => list.map(({ feature }) => feature.name)

describe('named features', () => {
  test('a host’s registers become names', () => {
    const on = featuresOn(skylake).map(({ name }) => name)
    expect(on).toEqual(
      expect.arrayContaining(['SSE4.2', 'AVX', 'AES', 'AVX2', 'AVX512F', 'PKU', 'SSBD', 'NX', 'LM', 'ABM']),
    )
    expect(on).not.toContain('SVM')
    expect(featuresOn(westmere).map(({ name }) => name)).not.toContain('AVX')
  })

  test.each([
    [1, 'ecx', 5, 'VMX'],
    [1, 'edx', 26, 'SSE2'],
    [7, 'ebx', 5, 'AVX2'],
    [7, 'edx', 26, 'IBRS'],
    [0xd, 'eax', 2, 'XCR0_AVX'],
    [0x80000001, 'ecx', 2, 'SVM'],
    [0x80000001, 'edx', 29, 'LM'],
    [-2147483647, 'edx', 20, 'NX'],
    [0x80000007, 'edx', 8, 'INVARIANT_TSC'],
    [0x80000008, 'ebx', 12, 'AMD_IBPB'],
    [0x8000000a, 'edx', 0, 'NPT'],
  ] as const)('level %d %s bit %d is %s', (level, register, bit, name) => {
    expect(featureAt(level, register, bit).name).toBe(name)
  })

  test('names and places are each used once, and a bit without a name is called by its place', () => {
    expect(new Set(cpuFeatures.map((feature) => feature.name)).size).toBe(cpuFeatures.length)
    expect(new Set(cpuFeatures.map(featurePlace)).size).toBe(cpuFeatures.length)
    expect(featureAt(1, 'ecx', 16).name).toBe('1 ECX bit 16')
  })
})

describe('who the processor is', () => {
  test('vendor, family, model and stepping', () => {
    expect(cpuIdentity(skylake)).toEqual({
      vendor: 'GenuineIntel',
      highestLevel: 0x16,
      family: 6,
      model: 85,
      stepping: 4,
    })
    expect(cpuIdentity(westmere)).toMatchObject({ family: 6, model: 44, stepping: 2 })
    expect(familyModelStepping(0x00800f12)).toEqual({ family: 23, model: 1, stepping: 2 })
    expect(familyModelStepping(0x0000068a)).toEqual({ family: 6, model: 8, stepping: 10 })
    expect(familyModelStepping(0x00000543)).toEqual({ family: 5, model: 4, stepping: 3 })
  })

  test('the brand, where the host reports it', () => {
    const text = '  Intel(R)  Xeon(R) Gold 6130 CPU @ 2.10GHz'.padEnd(48, '\0')
    const words = Array.from({ length: 12 }, (_, i) => ascii(text.slice(i * 4, i * 4 + 4)))
    const word = (i: number) => words[i] ?? 0
    const brand = [0, 1, 2].map((i): Raw => [
      0x80000002 + i,
      word(i * 4),
      word(i * 4 + 1),
      word(i * 4 + 2),
      word(i * 4 + 3),
    ])
    expect(cpuIdentity(host(...brand))).toEqual({ brand: 'Intel(R) Xeon(R) Gold 6130 CPU @ 2.10GHz' })
  })

  test('a host that hides its registers has no identity', () => {
    expect(cpuIdentity(parseLeaves([{ level: 1, eax: printRegister([]) }]))).toEqual({})
  })
})

describe('bits that the vendors have named since (Linux, arch/x86/include/asm/cpufeatures.h)', () => {
  test.each([
    [7, 'ebx', 13, 'ZERO_FCS_FDS'],
    [0x80000008, 'ebx', 4, 'RDPRU'],
    [0x80000008, 'ebx', 23, 'AMD_PPIN'],
    [0x80000008, 'ebx', 27, 'CPPC'],
    [0x80000008, 'ebx', 28, 'PSFD'],
    [0x80000008, 'ebx', 29, 'BTC_NO'],
    [0x80000008, 'ebx', 30, 'IBPB_RET'],
    [0x80000008, 'ebx', 31, 'BRS'],
    [0x8000000a, 'edx', 2, 'SVML'],
    [0x8000000a, 'edx', 18, 'X2AVIC'],
    [0x8000000a, 'edx', 20, 'SPEC_CTRL'],
    [0x8000000a, 'edx', 25, 'VNMI'],
    [0x8000000a, 'edx', 28, 'SVME_ADDR_CHK'],
  ] as const)('level %i %s bit %i is %s', (level, register, bit, name) => {
    expect(featureAt(level, register, bit).name).toBe(name)
  })
})

describe('vim25 §6.1 what a mask makes of a host', () => {
  test.each([
    ['-', '1', 'on'],
    ['-', '0', 'off'],
    ['x', '1', 'on'],
    ['H', '1', 'on'],
    ['H', '-', 'unknown'],
    ['R', '1', 'off'],
    ['0', '1', 'off'],
    ['1', '0', 'on'],
    ['T', '1', 'on'],
    ['F', '0', 'off'],
  ] as const)('mask %s over host %s: the guest sees it %s', (mark, bit, guest) => {
    expect(guestSees(mark, bit)).toBe(guest)
    expect(explainMark[mark]).toMatch(/\.$/)
  })

  test('lists what is hidden from the guest', () => {
    const masked = maskedFeatures({ host: skylake, mask: mask(7, 'ebx', { 16: '0', 5: 'R', 28: 'H' }) })
    expect(names(masked.filter((each) => each.hidden))).toEqual(['AVX2', 'AVX512F'])
    expect(masked.find((each) => each.feature.name === 'AVX512CD')).toMatchObject({
      mark: 'H',
      guest: 'on',
      hidden: false,
    })
  })

  test('"-" is taken from the guest OS default, and the VM’s own mark goes before it', () => {
    const guestOs = mask(0x80000001, 'edx', { 20: '0', 29: '0' })
    const masked = maskedFeatures({ host: skylake, mask: mask(0x80000001, 'edx', { 29: 'H' }), guestOs })
    expect(masked.find((each) => each.feature.name === 'NX')).toMatchObject({ mark: '-', effective: '0', hidden: true })
    expect(masked.find((each) => each.feature.name === 'LM')).toMatchObject({ effective: 'H', guest: 'on' })
  })

  test('a register that the guest OS descriptor leaves out is unused', () => {
    const masked = maskedFeatures({ host: skylake, mask: parseLeaves([]), guestOs: mask(1, 'ecx', { 0: 'H' }) })
    expect(masked.find((each) => each.feature.name === 'SSE3')).toMatchObject({ effective: 'H' })
    expect(masked.find((each) => each.feature.name === 'AVX2')).toMatchObject({
      mark: '-',
      effective: 'x',
      guest: 'on',
    })
  })

  test('an entry for the vendor of the host goes before the one for all, and one for another does not apply', () => {
    const vendor = (name: string) => {
      const letters = Array.from(name, (char) => char.charCodeAt(0))
      const word = (at: number) => letters.slice(at, at + 4).reduceRight((value, code) => value * 256 + code, 0)
      return host([0, 0x16, word(0), word(8), word(4)], [1, 0x00050654, 0, 0x7ffefbff, 0xbfebfbff])
    }
    const both = parseLeaves([
      { level: 1, ecx: printRegister(Array.from({ length: 32 }, (_, bit) => (bit === 0 ? '0' : '-'))) },
      { level: 1, vendor: 'amd', ecx: printRegister(Array.from({ length: 32 }, (_, bit) => (bit === 0 ? 'H' : '-'))) },
    ])
    const onlyAmd = { ...both, leaves: both.leaves.slice(1) }
    const sse3 = (of: CpuLeaves, set: CpuLeaves) =>
      maskedFeatures({ host: of, mask: set }).find((each) => each.feature.name === 'SSE3')?.mark
    expect(sse3(vendor('AuthenticAMD'), both)).toBe('H')
    expect(sse3(vendor('GenuineIntel'), both)).toBe('0')
    expect(sse3(vendor('AuthenticAMD'), onlyAmd)).toBe('H')
    expect(sse3(vendor('GenuineIntel'), onlyAmd)).toBe('-')
    expect(sse3(parseLeaves([]), both)).toBe('0')
  })

  test('PowerOn: T and F are checked against the host', () => {
    const masked = maskedFeatures({ host: westmere, mask: mask(1, 'ecx', { 28: 'T', 0: 'F', 25: 'T' }) })
    const conflicts = masked.flatMap((each) => (each.conflict === undefined ? [] : [each.conflict]))
    expect(conflicts).toEqual([
      'The VM must not have SSE3, which this host has. It will not start here.',
      'The VM needs AVX, which this host lacks. It will not start here.',
    ])
  })

  test('a mask for a bit without a name is shown by its place', () => {
    const masked = maskedFeatures({ host: westmere, mask: mask(1, 'ecx', { 16: '0' }) })
    expect(names(masked)).toContain('1 ECX bit 16')
  })
})

describe('two hosts, feature by feature', () => {
  test('says what both have and what only one has', () => {
    const { both, onlyHere, onlyThere, unknown } = compareHosts(skylake, westmere)
    expect(names(both)).toEqual(expect.arrayContaining(['SSE4.2', 'AES', 'NX', 'LM']))
    expect(names(onlyHere)).toEqual(expect.arrayContaining(['AVX', 'FMA', 'MOVBE', 'ABM']))
    expect(onlyThere).toEqual([])
    expect(names(unknown)).toEqual(expect.arrayContaining(['AVX2', 'XCR0_AVX']))
    expect(names(compareHosts(westmere, skylake).onlyThere)).toEqual(names(onlyHere))
  })

  test('a host is like itself', () => {
    const same = compareHosts(skylake, skylake)
    expect([same.onlyHere, same.onlyThere, same.unknown]).toEqual([[], [], []])
  })

  test('registers that hold numbers are not compared as switches', () => {
    const other = host([1, 0x000806f8, 0x55550800, 0x7ffefbff, 0xbfebfbff])
    expect(compareHosts(host([1, 0x00050654, 0x10100800, 0x7ffefbff, 0xbfebfbff]), other).onlyHere).toEqual([])
  })
})

describe('what a suspended VM needs that another host lacks', () => {
  const none = parseLeaves([])

  test('every feature that the guest was shown', () => {
    const lacking = suspendedNeeds({ suspendedOn: skylake, resumeOn: westmere, mask: none })
    expect(names(lacking)).toEqual(expect.arrayContaining(['AVX', 'AVX2', 'XCR0_AVX']))
    expect(lacking.find(({ feature }) => feature.name === 'AVX')?.because).toBe(
      'The guest was shown AVX when it was suspended, and the other host does not have it.',
    )
    expect(suspendedNeeds({ suspendedOn: westmere, resumeOn: skylake, mask: none })).toEqual([])
    expect(suspendedNeeds({ suspendedOn: skylake, resumeOn: skylake, mask: none })).toEqual([])
  })

  test('nothing is invented where the guest OS descriptor leaves a register out', () => {
    const guestOs = mask(0x80000001, 'edx', { 29: 'H' })
    expect(suspendedNeeds({ suspendedOn: skylake, resumeOn: westmere, mask: none, guestOs })).toEqual([])
  })

  test('not what its mask hid or left unused', () => {
    const hidden = mask(1, 'ecx', { 28: '0', 12: 'x' })
    const lacking = names(suspendedNeeds({ suspendedOn: skylake, resumeOn: westmere, mask: hidden }))
    expect(lacking).not.toContain('AVX')
    expect(lacking).not.toContain('FMA')
    expect(lacking).toContain('MOVBE')
  })

  test('H and R must be equal on both, in either direction', () => {
    const strict = mask(1, 'ecx', { 28: 'R', 12: 'H' })
    const needs = suspendedNeeds({ suspendedOn: westmere, resumeOn: skylake, mask: strict })
    expect(needs.map(({ because }) => because)).toEqual([
      'FMA must be the same on both hosts: it is off here and on there.',
      'AVX must be the same on both hosts: it is off here and on there.',
    ])
  })

  test('F must not be there', () => {
    const needs = suspendedNeeds({ suspendedOn: westmere, resumeOn: skylake, mask: mask(1, 'ecx', { 28: 'F' }) })
    expect(names(needs)).toEqual(['AVX'])
  })
})

describe('vim25 §6.1 requirements by name', () => {
  test('in whichever case: cpuid.lm is met by cpuid.LM', () => {
    const need = (key: string, value: string) => ({ key, featureName: key, value })
    expect(unmetRequirements([need('cpuid.lm', 'Num:Min:1')], [need('cpuid.LM', '1')])).toEqual([])
  })

  const need = (key: string, value: string) => ({ key, featureName: key, value })
  const capabilities = [need('cpuid.SSE3', '1'), need('cpuid.AVX', '0'), need('cpuid.NUMLEVEL', '22')]

  test('names each that the host does not meet', () => {
    const unmet = unmetRequirements(
      [
        need('cpuid.SSE3', 'Bool:Min:1'),
        need('cpuid.AVX', 'Bool:Min:1'),
        need('cpuid.AVX2', 'Bool:Min:1'),
        need('cpuid.NUMLEVEL', 'Num:Match:22'),
        need('cpuid.NUMLEVEL', 'Num:Min:31'),
        need('cpuid.NUMLEVEL', 'Num:Max:13'),
        need('cpuid.SSE3', 'what:ever'),
      ],
      capabilities,
    )
    expect(unmet.map(({ because }) => because)).toEqual([
      'The VM needs AVX, which the host lacks.',
      'The VM needs AVX2, which the host lacks.',
      'The VM needs NUMLEVEL of at least 31; the host has 22.',
      'The VM needs NUMLEVEL of at most 13; the host has 22.',
      'What the VM needs of SSE3 cannot be read: "what:ever".',
    ])
  })
})
