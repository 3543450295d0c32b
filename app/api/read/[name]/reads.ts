import 'server-only'
import { z } from 'zod'
import { act } from '@/app/act'
import type { Role } from '@/lib/accounts/role'
import type { ReadName } from '@/lib/console-reads'
import { connectionIdInput, connectionInput, historyFilterInput, runInput, vmInput } from '@/lib/console-input'
import { datastoreInput, hostInput, storedPathInput } from '@/lib/files/file-input'
import type { Result } from '@/lib/result'
import { andon, type Andon, type Session } from '@/server/index'

type Ask = Andon['ask']
type Read = (input: unknown) => Promise<Result<unknown>>

/** A stored connection that is tried lends its password. */
const tested = z.tuple([connectionInput, connectionIdInput.optional()])

/** Every read: who may, with arguments of which shapes, and what it asks the server. */
export const reads: Record<ReadName, Read> = {
  readVmDetail: read('viewer', z.tuple([vmInput]), (ask, [vm]) => ask.readVmDetail(vm)),
  readHistory: read('viewer', z.tuple([historyFilterInput]), (ask, [filter]) => ask.readHistory(filter)),
  readRun: read('viewer', z.tuple([runInput]), (ask, [run]) => ask.readRun(run)),
  readVmx: read('viewer', z.tuple([vmInput]), (ask, [vm], account) => ask.readVmx(vm, account)),
  readDatastoreDetail: read('viewer', z.tuple([datastoreInput]), (ask, [datastore]) =>
    ask.readDatastoreDetail(datastore),
  ),
  browseDatastore: read('viewer', z.tuple([datastoreInput, storedPathInput]), (ask, [datastore, folder]) =>
    ask.browseDatastore(datastore, folder),
  ),
  readResources: read('viewer', z.tuple([vmInput]), (ask, [vm]) => ask.readResources(vm)),
  readSerialPorts: read('viewer', z.tuple([vmInput]), (ask, [vm]) => ask.readSerialPorts(vm)),
  readVmCpuid: read('viewer', z.tuple([vmInput]), (ask, [vm]) => ask.readVmCpuid(vm)),
  readHostDetail: read('viewer', z.tuple([hostInput]), (ask, [host]) => ask.readHostDetail(host)),
  listDisplayLinks: read('admin', z.tuple([]), (ask) => ask.listDisplayLinks()),
  testConnection: read('admin', tested, (ask, [form, existing]) => ask.testConnection(form, existing)),
}

function read<Input extends unknown[]>(
  needed: Role,
  schema: z.ZodType<Input>,
  work: (ask: Ask, input: Input, account: Session['account']) => Promise<Result<unknown>>,
): Read {
  return (raw) => act(needed, schema, raw, (input, { account }) => work(andon().ask, input, account))
}
