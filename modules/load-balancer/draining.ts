/**
 * How a pod leaves without a lost request. It is taken out of the target group and goes on answering while the balancer
 * stops sending (`deregistrationSeconds`); only then is it told to stop (`preStopSeconds`), and it has time to finish
 * what it has begun (`terminationGraceSeconds`).
 */
export const deregistrationSeconds = 20;

/** Longer than the deregistration, and the seconds that the news takes to the balancer. */
export const preStopSeconds = deregistrationSeconds + 10;

/** The kit drains for 10 s at most, and its background work stops after that. */
export const terminationGraceSeconds = preStopSeconds + 30;
