import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Metrics } from '../context.ts';
import { certificateGauge } from './certificate-days.ts';

const DURATION_BUCKETS_S = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** What is counted, for Prometheus. Labels are routes, states and ids, never names, addresses or values. */
export function createMetrics(): Metrics {
  const registers = [new Registry()];
  const [registry] = registers as [Registry];
  collectDefaultMetrics({ register: registry });
  const { durations, inFlight } = requestMetrics(registers);
  const showCertificates = certificateGauge(registers);
  const { attempts, up, depths, ages, due, dueByPriority, idle, connections, breakers } = mailMetrics(registers);
  return {
    countRequests(request, response, next) {
      inFlight.inc();
      const end = durations.startTimer();
      response.once('close', () => {
        inFlight.dec();
        const route = String(response.locals.route ?? 'none');
        end({ method: request.method, route, status: response.writableFinished ? response.statusCode : 'aborted' });
      });
      next();
    },
    countAttempts(results) {
      for (const { mail_server_id, outcome, stage } of results) {
        attempts.inc({ mail_server_id: mail_server_id ?? 'none', outcome, stage });
      }
    },
    setConnections({ mail_server_id, busy, idle }) {
      connections.set({ mail_server_id, state: 'busy' }, busy);
      connections.set({ mail_server_id, state: 'idle' }, idle);
    },
    async render({ depth, progress: { due_for_s, idle_for_s }, due: dueMail, certificates, breakers: known }) {
      showCertificates(certificates);
      breakers.reset();
      for (const { mail_server_id, state } of known ?? []) breakers.set({ mail_server_id, state }, 1);
      up.set(depth ? 1 : 0);
      depths.reset();
      ages.reset();
      for (const { state, count, age_s } of depth ?? []) {
        depths.set({ state }, count);
        ages.set({ state }, age_s);
      }
      due.set(due_for_s ?? Number.NaN);
      dueByPriority.reset();
      for (const { priority, due_for_s: age_s } of dueMail ?? []) dueByPriority.set({ priority }, age_s);
      idle.set(idle_for_s ?? Number.NaN);
      return { type: registry.contentType, text: await registry.metrics() };
    },
  };
}

function requestMetrics(registers: Registry[]) {
  const durations = new Histogram({
    name: 'gatepost_http_request_duration_seconds',
    help: 'Requests by method, route pattern and status, with their duration.',
    labelNames: ['method', 'route', 'status'],
    buckets: DURATION_BUCKETS_S,
    registers,
  });
  const inFlight = new Gauge({
    name: 'gatepost_http_requests_in_flight',
    help: 'Requests under way.',
    registers,
  });
  return { durations, inFlight };
}

function mailMetrics(registers: Registry[]) {
  const attempts = new Counter({
    name: 'gatepost_delivery_attempts_total',
    help: 'Attempts of this process to hand a mail to a server, by the id of the server, outcome and stage reached.',
    labelNames: ['mail_server_id', 'outcome', 'stage'],
    registers,
  });
  const up = new Gauge({ name: 'gatepost_database_up', help: '1 when the database answers.', registers });
  const depths = new Gauge({
    name: 'gatepost_outbox_deliveries',
    help: 'Mails that have not left, by state; of the whole cloud, whichever process answers.',
    labelNames: ['state'],
    registers,
  });
  const ages = new Gauge({
    name: 'gatepost_outbox_oldest_age_seconds',
    help: 'Age of the oldest mail that has not left, by state.',
    labelNames: ['state'],
    registers,
  });
  const due = new Gauge({
    name: 'gatepost_outbox_due_seconds',
    help: 'For how long the mail that is due longest has waited for a worker; 0 when none is due.',
    registers,
  });
  const dueByPriority = new Gauge({
    name: 'gatepost_outbox_oldest_due_seconds',
    help: 'For how long the mail that is due longest has waited for its turn, by priority (security, invitation, other), of the first thousand organizations with mail; 0 when none is due.',
    labelNames: ['priority'],
    registers,
  });
  const idle = new Gauge({
    name: 'gatepost_worker_idle_seconds',
    help: 'Since when this process has ended no attempt to send a mail; trouble only while mail is due.',
    registers,
  });
  const breakers = new Gauge({
    name: 'gatepost_mail_server_breaker',
    help: 'Mail servers that were ever sick, by id and state; mail goes past those that are open or half-open.',
    labelNames: ['mail_server_id', 'state'],
    registers,
  });
  const connections = new Gauge({
    name: 'gatepost_smtp_connections',
    help: 'Connections of this process to a mail server, by its id; busy ones hand a mail over.',
    labelNames: ['mail_server_id', 'state'],
    registers,
  });
  return { attempts, up, depths, ages, due, dueByPriority, idle, connections, breakers };
}
