export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } }] },
  moduleNameMapper: {
    '^@gatepost/(cdkt[fn])-provider-gatepost/lib/(.*)$': '<rootDir>/provider/cdktf/generated/$1/src/$2/index.ts',
  },
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.gatepost'],
  globalSetup: '<rootDir>/test/set-up/jest-set-up.mjs',
  globalTeardown: '<rootDir>/test/set-up/jest-tear-down.mjs',
  testTimeout: 60_000,
};
