import { z } from 'zod';
import { ERROR_CODES, type ErrorCode } from '../errors.ts';

/** The answer of every error; some carry further members, such as the stages of a connection test. */
export const errorSchema = z
  .looseObject({
    status: z.int(),
    code: z.enum(Object.keys(ERROR_CODES) as [ErrorCode, ...ErrorCode[]]),
    message: z.array(z.string()),
    errors: z.array(z.string()).optional(),
    violations: z.array(z.strictObject({ pointer: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Error' });
