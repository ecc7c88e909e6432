"""Pages of the mandates: for whom one acts, one's family, and the clerks who look."""
