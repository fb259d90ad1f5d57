package io.gatehouse.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StackTest {

    private final Stack stack = new Stack();
    private final List<String> ended = new ArrayList<>();

    @Test
    void lastStartedIsFirstEnded() {
        stack.endsWith(() -> ended.add("postgres"));
        stack.endsWith(() -> ended.add("auth"));
        stack.endsWith(() -> ended.add("gateway"));

        stack.close();

        assertThat(ended).containsExactly("gateway", "auth", "postgres");
    }

    @Test
    void failureToEndOneDoesNotKeepTheOthers() {
        stack.endsWith(() -> ended.add("postgres"));
        stack.endsWith(() -> {
            throw new IllegalStateException("stuck");
        });

        stack.close();

        assertThat(ended).containsExactly("postgres");
    }

    @Test
    void whatStartsWhileEverythingEndsIsEndedAtOnce() {
        stack.close();

        stack.endsWith(() -> ended.add("late"));

        assertThat(ended).containsExactly("late");
    }
}
