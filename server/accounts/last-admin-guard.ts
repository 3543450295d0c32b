import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import type { AccountsTables } from './tables'

/** What else has to hold of an account that a statement changes. */
export type Guard = (eb: ExpressionBuilder<AccountsTables, 'accounts'>) => Expression<SqlBool>

export const always: Guard = (eb) => eb.lit(true)

/** In the statement itself too: another process may have changed the other administrators a moment ago. */
export const notLastAdmin =
  (username: string): Guard =>
  (eb) =>
    eb.or([
      eb('role', '!=', 'admin'),
      eb('disabled_at', 'is not', null),
      eb('password_hash', '=', ''),
      eb.exists(
        eb
          .selectFrom('accounts as other')
          .select('other.username')
          .where('other.username', '!=', username)
          .where('other.role', '=', 'admin')
          .where('other.disabled_at', 'is', null)
          .where('other.password_hash', '!=', ''),
      ),
    ])
