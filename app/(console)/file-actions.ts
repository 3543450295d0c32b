'use server'

import { z } from 'zod'
import { vmInput } from '@/lib/console-input'
import type { FileActions } from '@/lib/files/file-actions'
import { datastoreInput, fileRequestInput, fileRequestsInput, vmxSaveInput } from '@/lib/files/file-input'
import type { FileRequest } from '@/lib/files/file-request'
import type { VmxSave } from '@/lib/files/vmx-file'
import { andon } from '@/server/index'
import { act } from '@/app/act'

type Action<Name extends keyof FileActions> = ReturnType<FileActions[Name]>

export async function saveVmx(vm: string, save: VmxSave): Action<'saveVmx'> {
  return await act('operator', z.tuple([vmInput, vmxSaveInput]), [vm, save], (input, { account }) =>
    andon().ask.saveVmx(...input, account),
  )
}

export async function startFileTask(datastore: string, request: FileRequest): Action<'startFileTask'> {
  const schema = z.tuple([datastoreInput, fileRequestInput])
  return await act('operator', schema, [datastore, request], (input, { account }) =>
    andon().ask.startFileTask(...input, account),
  )
}

export async function startFileTasks(datastore: string, requests: FileRequest[]): Action<'startFileTasks'> {
  const schema = z.tuple([datastoreInput, fileRequestsInput])
  return await act('operator', schema, [datastore, requests], (input, { account }) =>
    andon().ask.startFileTasks(...input, account),
  )
}
