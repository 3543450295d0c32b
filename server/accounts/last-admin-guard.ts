import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import type { AccountsTables } from './tables'

/** What else has to hold of an account that a statement changes. */
type Guard = (eb: ExpressionBuilder<AccountsTables, 'accounts'>) => Expression<SqlBool>

/**
 * In the statement itself too: another process may have changed the other administrators a moment ago. Alone it holds
 * against one that does so in the same moment: of two statements that run at once, neither would see the other.
 */
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
