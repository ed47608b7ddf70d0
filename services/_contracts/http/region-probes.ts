/**
 * What Route 53 asks the gateway of each region, through its load balancer and without the secret of the distribution:
 * both paths are open to the world, so their answers say no more than this.
 */

/** 2xx while the region can serve. */
export const readinessPath = '/health/ready';

/**
 * How a standby region takes the traffic: it answers 200 with `takeoverAnswer` as compact JSON here. Whatever else comes from this
 * path (404, a redirect, a fault, nothing at all) means that the primary region goes on as long as it is ready, so losing
 * the standby never moves traffic to it.
 */
export const takeoverPath = '/health/takeover';
export const takeoverAnswer = { status: 'taking-over' } as const;
