package io.gatehouse.bench.auth;

import io.gatehouse.bench.measure.Equipment;
import io.gatehouse.bench.measure.RequestTurn;
import io.gatehouse.bench.measure.StormTurn;
import io.gatehouse.bench.measure.Turn;
import java.util.ArrayList;
import java.util.List;

/** All kinds of requests at some servers, and cheap ones while many sign in. */
public final class AuthTurns {

    private static final int STORM = 16;

    private AuthTurns() {}

    public static List<Turn> at(List<TokenServer> servers, Equipment equipment) {
        var turns = new ArrayList<Turn>();
        for (var kind : AuthKind.values()) {
            for (var server : servers) {
                turns.add(new RequestTurn(kind.exchange(server.requests()), server.subject(), equipment));
            }
        }
        for (var server : servers) {
            turns.add(new StormTurn(
                    AuthKind.INTROSPECT.exchange(server.requests()),
                    AuthKind.LOGIN.exchange(server.requests()),
                    STORM,
                    server.subject(),
                    equipment.steady()));
        }
        return turns;
    }
}
