import { z } from 'zod';
import { own } from '../crud/field.ts';
import { ERROR_CODES, type ErrorCode } from '../errors.ts';

/** The answer of every error; some carry further members, such as the stages of a connection test. */
export const errorSchema = z
  .looseObject({
    status: z.int(),
    code: own(z.enum(Object.keys(ERROR_CODES) as [ErrorCode, ...ErrorCode[]])),
    message: z.array(z.string()),
    errors: z.array(z.string()).optional(),
    violations: own(z.array(z.strictObject({ pointer: z.string(), message: z.string() }))).optional(),
  })
  .meta({ id: 'Error' });
