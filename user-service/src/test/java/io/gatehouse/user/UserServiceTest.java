package io.gatehouse.user;

import io.gatehouse.local.test.PostgresTestResource;
import io.gatehouse.user.fake.FakeAuthResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A test of the running service, with its real database and a stand-in for auth-service. */
@QuarkusTest
@QuarkusTestResource(
        value = PostgresTestResource.class,
        initArgs = {
            @ResourceArg(name = "schema", value = "users"),
            @ResourceArg(name = "role", value = "gatehouse_user")
        })
@QuarkusTestResource(FakeAuthResource.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface UserServiceTest {}
