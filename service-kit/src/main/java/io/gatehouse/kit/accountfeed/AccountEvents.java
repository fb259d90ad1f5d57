package io.gatehouse.kit.accountfeed;

import io.gatehouse.kit.eventlog.EventHandler;
import java.util.Map;

/** What a service does about what becomes of accounts. Its transactions are the service's own ({@code Viewer.SYSTEM}). */
public interface AccountEvents {

    /** By the type of event, such as {@code account.deleted.v1}; other types are passed over. */
    Map<String, EventHandler> handlers();
}
