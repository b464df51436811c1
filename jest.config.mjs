export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } }] },
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.gatepost'],
  globalSetup: '<rootDir>/test/set-up/jest-set-up.mjs',
  globalTeardown: '<rootDir>/test/set-up/jest-tear-down.mjs',
  testTimeout: 60_000,
};
