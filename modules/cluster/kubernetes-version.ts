/**
 * The Kubernetes version of every cluster: 1.35 has standard support until 27 March 2027.
 * Source: Amazon EKS User Guide, "Understand the Kubernetes version lifecycle on EKS", release calendar.
 *
 * A cluster goes up one minor version at a time, control plane first; nodes and add-ons follow.
 */
export const kubernetesVersion = '1.35';
