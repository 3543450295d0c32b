'use server'

import { z } from 'zod'
import { dropSession } from '@/app/session'
import type { ConnectionInput } from '@/lib/console-actions'
import type { ConsoleChanges } from '@/lib/console-reads'
import {
  choiceKeyInput,
  connectionIdInput,
  connectionInput,
  flagInput,
  linkIdInput,
  linkNameInput,
  questionInput,
  runRequestInput,
  taskInput,
  vmInput,
  vmsInput,
} from '@/lib/console-input'
import type { RunRequest } from '@/lib/runs/verb'
import { andon } from '@/server/index'
import { act } from '@/app/act'

type Action<Name extends keyof ConsoleChanges> = ReturnType<ConsoleChanges[Name]>

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

export async function createDisplayLink(name: string): Action<'createDisplayLink'> {
  return await act('admin', linkNameInput, name, (input, { account }) => andon().ask.createDisplayLink(input, account))
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
