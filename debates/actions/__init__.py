"""Everything that writes: verbs that a member would say, the actor last, as `by=`."""
