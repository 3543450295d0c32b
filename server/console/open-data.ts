import { accountsMigrations } from '../accounts/tables'
import { connectionsMigrations } from '../connections/stored'
import { identityMigrations } from '../identity/used'
import { programsMigrations } from '../programs/stored'
import { rulesMigrations } from '../rules/stored'
import { signalsMigrations } from '../signals/stored'
import { openStore, type Store } from '../journal/store'

/** What rooms keep in the one database, beside the journal's own tables. */
export const roomMigrations = [
  accountsMigrations,
  connectionsMigrations,
  identityMigrations,
  programsMigrations,
  rulesMigrations,
  signalsMigrations,
]

/** Opens the database with the tables of all rooms, for the console and for the programs that keep its data. */
export const openData = (options: Omit<Parameters<typeof openStore>[0], 'migrations'>): Promise<Store> =>
  openStore({ ...options, migrations: roomMigrations })
