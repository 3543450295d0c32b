'use server'

import { vmInput } from '@/lib/console-input'
import { hostInput } from '@/lib/files/file-input'
import type { HardwareActions } from '@/lib/hardware/hardware-actions'
import { andon } from '@/server/index'
import { act } from './act'

type Action<Name extends keyof HardwareActions> = ReturnType<HardwareActions[Name]>

export async function readResources(vm: string): Action<'readResources'> {
  return await act('viewer', vmInput, vm, (input) => andon().ask.readResources(input))
}

export async function readSerialPorts(vm: string): Action<'readSerialPorts'> {
  return await act('viewer', vmInput, vm, (input) => andon().ask.readSerialPorts(input))
}

export async function readVmCpuid(vm: string): Action<'readVmCpuid'> {
  return await act('viewer', vmInput, vm, (input) => andon().ask.readVmCpuid(input))
}

export async function readHostDetail(host: string): Action<'readHostDetail'> {
  return await act('viewer', hostInput, host, (input) => andon().ask.readHostDetail(input))
}
