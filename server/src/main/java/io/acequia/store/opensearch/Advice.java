package io.acequia.store.opensearch;

import io.acequia.store.opensearch.BulkAnswer.Item;

/// What to do about an event that the cluster did not store now.
final class Advice {
    private Advice() {}

    /// Returns the reason with what to do.
    static String on(Item item) {
        return switch (item.type()) {
            case "cluster_block_exception" ->
                    item.reason().replaceFirst(";$", "")
                            + "; is a disk of the cluster full? Make room, or lift the block:"
                            + " index.blocks.read_only_allow_delete";
            case "unavailable_shards_exception", "no_shard_available_action_exception" ->
                    item.reason() + "; bring the missing nodes back, or restore the index";
            case "es_rejected_execution_exception", "rejected_execution_exception" ->
                    "the cluster has more to write than it can; give it more nodes or faster disks";
            case "index_not_found_exception" ->
                    item.reason() + "; let the cluster make indices: action.auto_create_index";
            case "security_exception" ->
                    item.reason() + "; give the user the rights on the indices of the prefix";
            default -> item.status() + " " + item.type() + ": " + item.reason();
        };
    }
}
