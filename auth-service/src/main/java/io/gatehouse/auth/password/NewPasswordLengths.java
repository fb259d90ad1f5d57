package io.gatehouse.auth.password;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;

/** Tells in the API document how long a new password may be. Constraints count UTF-16 units; {@link PasswordPolicy} does not. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class NewPasswordLengths implements OASFilter {

    private static final Map<String, String> NEW_PASSWORDS = Map.of(
            "SignupRequest", "password",
            "VerifyEmailRequest", "password",
            "ChangePasswordRequest", "new_password",
            "ResetPasswordRequest", "new_password");

    @Override
    public void filterOpenAPI(OpenAPI document) {
        var schemas = document.getComponents().getSchemas();
        NEW_PASSWORDS.forEach((request, field) -> {
            var password = schemas.get(request).getProperties().get(field);
            password.setMinLength(PasswordPolicy.MIN_CHARACTERS);
            password.setMaxLength(PasswordPolicy.MAX_CHARACTERS);
        });
    }
}
