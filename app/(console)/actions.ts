'use server'

import { z } from 'zod'
import { dropSession } from '@/app/session'
import type { ConnectionInput, ConsoleActions, HistoryFilter } from '@/lib/console-actions'
import {
  choiceKeyInput,
  connectionIdInput,
  connectionInput,
  flagInput,
  historyFilterInput,
  linkIdInput,
  linkNameInput,
  questionInput,
  runInput,
  runRequestInput,
  taskInput,
  vmInput,
  vmsInput,
} from '@/lib/console-input'
import type { RunRequest } from '@/lib/runs/verb'
import { andon } from '@/server/index'
import { act } from './act'

type Action<Name extends keyof ConsoleActions> = ReturnType<ConsoleActions[Name]>

export async function startRun(vm: string, request: RunRequest): Action<'startRun'> {
  return await act('operator', z.tuple([vmInput, runRequestInput]), [vm, request], (input, { account }) =>
    andon().ask.startRun(...input, account),
  )
}

export async function startRuns(vms: string[], request: RunRequest): Action<'startRuns'> {
  return await act('operator', z.tuple([vmsInput, runRequestInput]), [vms, request], (input, { account }) =>
    andon().ask.startRuns(...input, account),
  )
}

export async function cancelTask(task: string): Action<'cancelTask'> {
  return await act('operator', taskInput, task, (input, { account }) => andon().ask.cancelTask(input, account))
}

export async function answerQuestion(question: string, choiceKey: string): Action<'answerQuestion'> {
  return await act('operator', z.tuple([questionInput, choiceKeyInput]), [question, choiceKey], (input, { account }) =>
    andon().ask.answerQuestion(...input, account),
  )
}

export async function setAutoAnswer(connection: string, on: boolean): Action<'setAutoAnswer'> {
  return await act('operator', z.tuple([connectionIdInput, flagInput]), [connection, on], (input, { account }) =>
    andon().ask.setAutoAnswer(...input, account),
  )
}

export async function retryConnection(connection: string): Action<'retryConnection'> {
  return await act('operator', connectionIdInput, connection, (id) => andon().ask.retryConnection(id))
}

export async function addConnection(form: ConnectionInput): Action<'addConnection'> {
  return await act('admin', connectionInput, form, (input, { account }) => andon().ask.addConnection(input, account))
}

export async function editConnection(connection: string, form: ConnectionInput): Action<'editConnection'> {
  return await act('admin', z.tuple([connectionIdInput, connectionInput]), [connection, form], (input, { account }) =>
    andon().ask.editConnection(...input, account),
  )
}

export async function removeConnection(connection: string): Action<'removeConnection'> {
  return await act('admin', connectionIdInput, connection, (id, { account }) =>
    andon().ask.removeConnection(id, account),
  )
}

export async function testConnection(form: ConnectionInput, existing?: string): Action<'testConnection'> {
  const schema = z.tuple([connectionInput, connectionIdInput.optional()])
  return await act('admin', schema, [form, existing], (input) => andon().ask.testConnection(...input))
}

export async function readVmDetail(vm: string): Action<'readVmDetail'> {
  return await act('viewer', vmInput, vm, (input) => andon().ask.readVmDetail(input))
}

export async function readHistory(filter: HistoryFilter): Action<'readHistory'> {
  return await act('viewer', historyFilterInput, filter, (input) => andon().ask.readHistory(input))
}

export async function readRun(run: string): Action<'readRun'> {
  return await act('viewer', runInput, run, (input) => andon().ask.readRun(input))
}

export async function createDisplayLink(name: string): Action<'createDisplayLink'> {
  return await act('admin', linkNameInput, name, (input, { account }) => andon().ask.createDisplayLink(input, account))
}

export async function listDisplayLinks(): Action<'listDisplayLinks'> {
  return await act('admin', z.undefined(), undefined, () => andon().ask.listDisplayLinks())
}

export async function revokeDisplayLink(id: string): Action<'revokeDisplayLink'> {
  return await act('admin', linkIdInput, id, (input, { account }) => andon().ask.revokeDisplayLink(input, account))
}

export async function signOut(): Action<'signOut'> {
  return await act('viewer', z.undefined(), undefined, async (_, { id }) => {
    await dropSession()
    return await andon().ask.signOut(id)
  })
}
