import type { Account } from '../wire/sessions'

/** `name:password` with what the account may not do behind it; a sentence says what is wrong with one that makes no sense. */
export type ReadAccount = { readonly account: Account } | { readonly because: string }

/**
 * `name:password[:deny=Privilege,Privilege@object][:only=Privilege,…][:login=Fault]`. A privilege may be a whole group (`VirtualMachine.*`);
 * behind `@` stands the name or moid of the one object where it is missing.
 */
export function readAccount(text: string): ReadAccount {
  const [, user = '', rest = ''] = /^([^:]+):(.*)$/s.exec(text) ?? []
  const [password = '', ...clauses] = rest.split(/:(?=(?:deny|only|login)=)/)
  if (user === '' || password === '') return { because: wrong(text) }
  const deny: string[] = []
  const only: string[] = []
  const denyOn: Record<string, string[]> = {}
  let loginFault: string | undefined
  for (const clause of clauses) {
    const [, kind = '', list = ''] = /^(\w+)=(.*)$/s.exec(clause) ?? []
    if (kind === 'login') loginFault = list
    for (const item of kind === 'login' ? [] : list.split(',')) {
      const [privilege = '', place] = item.split(/@(.*)/s)
      if (!/^[A-Za-z]+(\.\w+)*(\.\*)?$|^\*$/.test(privilege)) return { because: wrong(text) }
      if (kind === 'only') only.push(privilege)
      else if (place === undefined) deny.push(privilege)
      else (denyOn[place] ??= []).push(privilege)
    }
  }
  return {
    account: {
      user,
      password,
      ...(deny.length > 0 && { deny }),
      ...(only.length > 0 && { only }),
      ...(Object.keys(denyOn).length > 0 && { denyOn }),
      ...(loginFault !== undefined && { loginFault }),
    },
  }
}

const wrong = (text: string): string =>
  `--user with rights wants name:password:deny=Privilege.Id,Other.Id@vm-name, not "${text}".`
