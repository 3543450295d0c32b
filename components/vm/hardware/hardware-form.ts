import { typedNumber } from '@/lib/format/disk-size'

/** What the form for memory and CPUs holds, as typed. */
export type HardwareForm = { memory: string; unit: (typeof memoryUnits)[number]; cpus: string }

export const memoryUnits = ['GB', 'MB'] as const

export type HardwareChange = { memoryMiB?: number; cpuCount?: number }

export type CheckedHardware =
  | { ok: true; change: HardwareChange }
  | { ok: false; memory?: string; cpus?: string; nothing?: string }

/** vSphere 8's largest VM; an older host refuses earlier and says so itself. */
const most = { memoryMiB: 24 * 1024 * 1024, cpuCount: 768 }

/** Memory as the form shows it first: whole GB where it is whole, else MB. */
export const hardwareForm = (memoryMiB: number | undefined, cpuCount: number | undefined): HardwareForm => {
  const whole = memoryMiB !== undefined && memoryMiB % 1024 === 0
  return {
    memory: memoryMiB === undefined ? '' : String(whole ? memoryMiB / 1024 : memoryMiB),
    unit: whole || memoryMiB === undefined ? 'GB' : 'MB',
    cpus: cpuCount === undefined ? '' : String(cpuCount),
  }
}

/**
 * Checks what every host checks: memory is a multiple of 4 MB (ESX refuses anything else), CPUs are a whole number that
 * the cores per socket divide. Those count for nothing while the host assigns them at power-on, and 0 means unset.
 * Everything else is the host's to decide.
 */
export function checkHardware(
  form: HardwareForm,
  now: { memoryMiB?: number; cpuCount?: number; coresPerSocket?: number; autoCoresPerSocket?: boolean },
): CheckedHardware {
  const errors: { memory?: string; cpus?: string } = {}
  const memoryMiB = memoryOf(form)
  if (memoryMiB === undefined) errors.memory = 'Enter the memory as a number, such as 8 or 1.5.'
  else if (memoryMiB < 4) errors.memory = 'A VM needs at least 4 MB.'
  else if (memoryMiB > most.memoryMiB) errors.memory = 'No vSphere host gives a VM more than 24 TB.'
  else if (memoryMiB % 4 !== 0) errors.memory = 'Memory comes in steps of 4 MB.'

  const cpuCount = /^\d+$/u.test(form.cpus.trim()) ? Number(form.cpus) : undefined
  const cores = (now.autoCoresPerSocket === true ? undefined : now.coresPerSocket) || 1
  if (cpuCount === undefined || cpuCount < 1) errors.cpus = 'Enter a whole number of CPUs, 1 or more.'
  else if (cpuCount > most.cpuCount) errors.cpus = `No vSphere host gives a VM more than ${most.cpuCount} CPUs.`
  else if (cpuCount % cores !== 0)
    errors.cpus = `This VM has ${cores} cores per socket, so CPUs come in steps of ${cores}.`

  if (errors.memory !== undefined || errors.cpus !== undefined) return { ok: false, ...errors }
  const change: HardwareChange = {
    ...(memoryMiB !== undefined && memoryMiB !== now.memoryMiB ? { memoryMiB } : {}),
    ...(cpuCount !== undefined && cpuCount !== now.cpuCount ? { cpuCount } : {}),
  }
  if (Object.keys(change).length === 0) return { ok: false, nothing: 'Nothing has been changed.' }
  return { ok: true, change }
}

function memoryOf({ memory, unit }: HardwareForm): number | undefined {
  const number = typedNumber(memory)
  return number === undefined ? undefined : number * (unit === 'GB' ? 1024 : 1)
}
