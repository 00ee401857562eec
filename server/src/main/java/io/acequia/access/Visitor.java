package io.acequia.access;

import io.acequia.store.EventReader;
import io.acequia.store.NamespaceReader;
import java.util.Set;

/// Somebody who has come in.
///
/// @param name of the account, empty when there are no accounts
/// @param role what they may do
/// @param namespaces those they may see; none at all means every namespace
public record Visitor(String name, Role role, Set<String> namespaces) {
    /// Somebody who came while there were no accounts.
    public static final Visitor ANYBODY = new Visitor("", Role.EDITOR, Set.of());

    public Visitor {
        namespaces = Set.copyOf(namespaces);
    }

    /// Returns the part of a store that they may see.
    public EventReader view(EventReader store) {
        return namespaces.isEmpty() ? store : new NamespaceReader(store, namespaces);
    }

    /// Says whether they may change what others see.
    public boolean mayEdit() {
        return role == Role.EDITOR;
    }

    /// Says whether they may see what belongs to no namespace, such as addresses of devices.
    public boolean seesAll() {
        return namespaces.isEmpty();
    }
}
