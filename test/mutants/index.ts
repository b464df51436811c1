import { accessMutants } from './access.ts';
import { crudMutants } from './crud.ts';
import { mailMutants } from './mail.ts';
import type { Mutant } from './mutant.ts';

export const mutants: readonly Mutant[] = [...accessMutants, ...crudMutants, ...mailMutants];
