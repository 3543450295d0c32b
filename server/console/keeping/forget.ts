import { userInfo } from 'node:os'
import { withoutUndefined } from '@/lib/without-undefined'
import { openData } from '../open-data'
import { settingsFrom } from '../settings'
import { Misused, readLine, type Command } from './command'
import { holdData, requireData } from './hold-data'

export const forgetPerson: Command = {
  help: `Takes a person's name out of the record, while the console is stopped; an administrator can do the same in Settings →
Record while it runs. What was done stays, by "a forgotten person", and the record can be checked as before.

Usage: npm run journal:forget -- <name>

  <name>   as History shows it under "By"; with blanks in it, between quotes
  --help   this text

Not touched are texts that somebody wrote the name into, exports and backups from before, and an account of that name.
The data are those of ANDON_DATA (.data), or of DATABASE_URL.
`,
  async run(args, around) {
    const [name, ...more] = readLine(args, {}).positionals
    if (name === undefined || name === '' || more.length > 0) throw new Misused('Give one name.')
    const settings = settingsFrom(around.env)
    requireData(settings)
    const release = await holdData(settings)
    try {
      const { dataDir, databaseUrl } = settings
      const store = await openData({ dataDir, ...withoutUndefined({ databaseUrl }), now: around.now })
      try {
        if (!(await store.journal.forget(name, userInfo().username)))
          throw new Error(`Nobody in the record is called ${name}. It has to be written as History shows it.`)
      } finally {
        await store.close()
      }
    } finally {
      release()
    }
    return `${name} is forgotten. Backups and exports of before still hold the name.\n`
  },
}
